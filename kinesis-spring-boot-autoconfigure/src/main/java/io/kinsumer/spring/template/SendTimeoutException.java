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

package io.kinsumer.spring.template;

import java.time.Duration;

import io.kinsumer.core.client.KinesisException;

/**
 * The outcome of a send was not known in time. The record may still be written.
 */
public class SendTimeoutException extends KinesisException {

	private static final long serialVersionUID = 1L;

	SendTimeoutException(String destination, Duration timeout, Throwable cause) {
		super("what was sent to '" + destination + "' was not settled within " + timeout
				+ ": it may still be written. Allow more time, see also kinesis.template.send-timeout and the "
				+ "record-deadline of the producer", cause);
	}

}
