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

package io.kinsumer.spring.event.outbox;

import io.kinsumer.spring.event.message.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message in the table.
 *
 * @param id its place in the order of the table
 * @param message the message, or what could be read of it
 * @param problem why it cannot be sent as it is; {@code null}: it can
 */
record OutboxRow(long id, EventMessage message, @Nullable RuntimeException problem) {

	OutboxLane lane() {
		return new OutboxLane(this.message.stream(), this.message.key(), this.message.key().isEmpty() ? this.id : 0);
	}

}
