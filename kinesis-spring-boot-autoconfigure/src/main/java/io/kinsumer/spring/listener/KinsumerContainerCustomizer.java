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

import io.kinsumer.core.kinsumer.KinsumerBuilder;
import io.kinsumer.core.kinsumer.KinsumerSettings;

/**
 * A bean of this type changes what containers are made of, after everything that is
 * configured. Several are asked in their order. Other settings may be read and changed
 * than there are properties for, such as a shard assignor of one's own.
 */
public interface KinsumerContainerCustomizer {

	/**
	 * Changes the settings of a kinsumer.
	 * @param endpoint what handles its records
	 * @param settings the settings, as configured
	 */
	default void customize(KinesisListenerEndpoint endpoint, KinsumerSettings.Builder settings) {
	}

	/**
	 * Changes the kinsumer itself, such as its listeners.
	 * @param endpoint what handles its records
	 * @param kinsumer about to be built
	 */
	default void customize(KinesisListenerEndpoint endpoint, KinsumerBuilder kinsumer) {
	}

}
