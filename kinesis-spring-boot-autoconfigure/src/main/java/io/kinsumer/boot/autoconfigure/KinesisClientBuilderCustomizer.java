/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.kinsumer.boot.autoconfigure;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;

/**
 * Changes a Kinesis client before it is built. Beans of this type are applied in their
 * order, after all settings. Each client of a name has two: one for all calls but those
 * that read shards, and one for those, which retries nothing and has no limit for the
 * time of a call unless a customizer sets one. Clients that are beans of the application
 * are not changed.
 */
@FunctionalInterface
public interface KinesisClientBuilderCustomizer {

	/**
	 * Changes a client.
	 * @param clientName its name in {@code kinesis.clients}
	 * @param builder has all settings
	 */
	void customize(String clientName, KinesisAsyncClientBuilder builder);

}
