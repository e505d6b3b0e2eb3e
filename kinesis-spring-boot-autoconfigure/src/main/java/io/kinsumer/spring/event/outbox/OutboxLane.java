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

/**
 * What is sent in order: the messages of a key. Each message without key is a lane of its
 * own.
 *
 * @param stream the stream
 * @param key the key, possibly empty
 * @param row the row of a message without key, otherwise 0
 */
record OutboxLane(String stream, String key, long row) {

	/**
	 * Names the lane, without its key, which may be confidential.
	 */
	@Override
	public String toString() {
		return (this.key.isEmpty() ? "a message without key" : "a key") + " of stream " + this.stream;
	}

}
