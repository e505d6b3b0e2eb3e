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

package io.kinsumer.spring.annotation;

/**
 * Names of the beans behind {@link EnableKinesis}.
 */
public final class KinesisListenerBeanNames {

	/**
	 * The post-processor that finds {@link KinesisListener} methods.
	 */
	public static final String POST_PROCESSOR = "kinesisListenerAnnotationBeanPostProcessor";

	/**
	 * The registry of all listeners.
	 */
	public static final String REGISTRY = "kinesisListenerEndpointRegistry";

	/**
	 * The converter that stands before all others. Where no bean has this name, the only
	 * or primary {@link io.kinsumer.spring.converter.PayloadConverter} is taken.
	 */
	public static final String PAYLOAD_CONVERTER = "kinesisPayloadConverter";

	private KinesisListenerBeanNames() {
	}

}
