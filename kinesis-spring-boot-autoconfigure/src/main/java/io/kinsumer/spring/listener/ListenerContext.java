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

package io.kinsumer.spring.listener;

import java.time.Instant;

import io.kinsumer.core.processor.ShardContext;
import org.jspecify.annotations.Nullable;

/**
 * What a listener may know beside the records of a delivery. Safe for use by any thread.
 */
public interface ListenerContext {

	/**
	 * The id of the listener.
	 * @return never blank
	 */
	String listenerId();

	/**
	 * The shard that the records came from.
	 * @return never {@code null}
	 */
	ShardContext shard();

	/**
	 * How often this delivery was tried since this process owns the shard.
	 * @return 1 for the first time
	 */
	int attempt();

	/**
	 * When the records were fetched, by this machine's clock.
	 * @return never {@code null}
	 */
	Instant fetchedAt();

	/**
	 * How far the records were behind the tip of the shard when they were fetched.
	 * @return milliseconds, as Kinesis said
	 */
	long millisBehindLatest();

	/**
	 * Through which the records are acknowledged.
	 * @return {@code null} unless the listener has {@link AckMode#MANUAL}
	 */
	@Nullable Acknowledgment acknowledgment();

}
