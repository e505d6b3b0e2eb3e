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

/**
 * Names of the headers that a listener's record has when it carries an event, whether it
 * travelled in an envelope or with headers of its own. Those of the event itself are
 * beside them.
 */
public final class EventHeaders {

	/**
	 * Id of the message; deduplication goes by it.
	 */
	public static final String MESSAGE_ID = "message_id";

	/**
	 * When it was published, in RFC 3339.
	 */
	public static final String MESSAGE_TIME = "message_time";

	/**
	 * The name of the stream as the publisher knew it.
	 */
	public static final String STREAM_NAME = "stream_name";

	/**
	 * The key of the event as its publisher set it; absent when it had none.
	 */
	public static final String STREAM_KEY = "stream_key";

	private EventHeaders() {
	}

}
