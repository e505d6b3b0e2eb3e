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

package io.kinsumer.core.client;

/**
 * A record is larger than the stream takes.
 */
public class RecordSizeExceededException extends KinesisException {

	private static final long serialVersionUID = 1L;

	public RecordSizeExceededException(int size, int maxRecordSize) {
		super("record of " + size + " bytes, as it would travel with its keys and headers, is larger than "
				+ "max-record-size, which is " + maxRecordSize
				+ ": put less into one record, or raise max-record-size if the stream takes more", null);
	}

}
