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
 * Takes messages to where they go: to their streams, or to a place from which they are
 * sent later. Safe for use by any thread.
 */
@FunctionalInterface
public interface EventWriter {

	/**
	 * Writes messages, in their order.
	 * @param messages each tells its stream; possibly empty
	 * @return completes when all are stored safely; fails if one of them is not. Those
	 * that were stored stay stored
	 */
	CompletableFuture<Void> write(List<EventMessage> messages);

}
