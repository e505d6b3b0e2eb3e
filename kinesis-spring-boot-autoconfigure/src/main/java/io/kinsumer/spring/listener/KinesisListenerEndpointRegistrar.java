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

/**
 * Takes endpoints.
 */
@FunctionalInterface
public interface KinesisListenerEndpointRegistrar {

	/**
	 * Registers an endpoint. Its kinsumer starts with the application; or now, when the
	 * application runs already: then
	 * {@link KinesisListenerEndpointRegistry#start(String)} tells when it has joined its
	 * group, or why it cannot.
	 * @param endpoint what shall handle the records of which kinsumer
	 * @throws ListenerConfigurationException if the id, the kinsumer, or the group and
	 * stream behind it are taken
	 */
	void register(KinesisListenerEndpoint endpoint);

}
