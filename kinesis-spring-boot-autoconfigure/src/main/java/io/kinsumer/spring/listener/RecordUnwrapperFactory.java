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

import org.jspecify.annotations.Nullable;

/**
 * Decides which listeners see records other than as they were read.
 */
@FunctionalInterface
public interface RecordUnwrapperFactory {

	/**
	 * Makes the unwrapper of a listener.
	 * @param endpoint the listener
	 * @param envelope what {@code kinesis.kinsumers.<name>.envelope} says; {@code null}:
	 * nothing
	 * @return {@code null} if the listener sees records as they were read
	 * @throws ListenerConfigurationException if the listener needs what is not there
	 */
	@Nullable RecordUnwrapper create(KinesisListenerEndpoint endpoint, @Nullable Boolean envelope);

}
