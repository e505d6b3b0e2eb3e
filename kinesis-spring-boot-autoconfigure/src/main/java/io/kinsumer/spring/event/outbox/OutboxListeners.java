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

import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Those who want to know; one that throws disturbs nobody.
 */
record OutboxListeners(List<OutboxListener> all) {

	private static final Log logger = LogFactory.getLog(OutboxListeners.class);

	void tell(Consumer<OutboxListener> event) {
		for (OutboxListener listener : this.all) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				logger.error("A listener of the outbox threw, which it must not", ex);
			}
		}
	}

	boolean isEmpty() {
		return this.all.isEmpty();
	}

}
