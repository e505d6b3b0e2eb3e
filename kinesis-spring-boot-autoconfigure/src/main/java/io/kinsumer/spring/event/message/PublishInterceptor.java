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

package io.kinsumer.spring.event.message;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stands around each call of the {@link EventWriter} that a publisher makes: it may add
 * headers to the messages before, and sees the outcome after. Beans of this type apply in
 * their order, the first one outermost. Safe for use by any thread.
 */
@FunctionalInterface
public interface PublishInterceptor {

	/**
	 * Does something around the writing of messages, or in place of it.
	 * @param messages all messages of a call, complete and in order
	 * @param next writes them, or calls the next interceptor
	 * @return usually what the writer returned
	 */
	CompletableFuture<Void> intercept(List<EventMessage> messages, EventWriter next);

}
