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

import java.util.List;
import java.util.Set;

/**
 * What a {@link RecordListener} or {@link BatchListener} may implement in addition, to
 * tell what it takes.
 */
public interface TypedListener {

	/**
	 * The types of the payloads that it takes.
	 * @return classes without their generics; possibly empty
	 */
	Set<Class<?>> payloadTypes();

	/**
	 * Whether it acknowledges records itself, as {@link AckMode#MANUAL} needs it.
	 * @return {@code true} only with that ack mode
	 */
	boolean takesAcknowledgment();

	/**
	 * Whether records may be handled later than the call returns.
	 * @return {@code false} if all is done by then
	 */
	boolean isAsynchronous();

	/**
	 * The interceptors that it has by itself, which are to be
	 * {@linkplain ListenerInterceptor#prepare told} of it.
	 * @return possibly empty
	 */
	default List<ListenerInterceptor> interceptors() {
		return List.of();
	}

	/**
	 * Whether it looks at the type of each record itself.
	 * @return {@code true} for several methods or subscriptions of which one is chosen
	 * @see KinesisHeaders#TYPE
	 */
	default boolean selectsByType() {
		return false;
	}

}
