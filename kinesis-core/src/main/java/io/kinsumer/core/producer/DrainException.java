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

package io.kinsumer.core.producer;

import java.util.List;

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.UserRecord;

/**
 * The producer was closed before all records were known to be written. Those in flight
 * may be written nevertheless.
 */
public class DrainException extends KinesisException {

	private static final long serialVersionUID = 1L;

	private final transient List<UserRecord> records;

	public DrainException(String producer, List<UserRecord> records) {
		super("producer '" + producer + "' was closed before " + records.size() + " of its records were written", null);
		this.records = List.copyOf(records);
	}

	/**
	 * All records that were left.
	 * @return in the order they were put; shared by the futures of all of them
	 */
	public List<UserRecord> getRecords() {
		return this.records;
	}

}
