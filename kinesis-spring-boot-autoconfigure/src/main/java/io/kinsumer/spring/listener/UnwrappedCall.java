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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lets a listener, with all that stands around it, see the content of records.
 */
final class UnwrappedCall {

	private UnwrappedCall() {
	}

	static RecordListener around(@Nullable RecordUnwrapper unwrapper, RecordListener listener) {
		return (unwrapper == null) ? listener
				: (record, context) -> listener.onRecord(unwrapper.unwrap(record), context);
	}

	static BatchListener aroundBatches(@Nullable RecordUnwrapper unwrapper, BatchListener listener) {
		return (unwrapper == null) ? listener
				: (records, context) -> listener.onBatch(unwrap(unwrapper, records), context);
	}

	private static List<KinesisRecord> unwrap(RecordUnwrapper unwrapper, List<KinesisRecord> records) {
		List<KinesisRecord> unwrapped = new ArrayList<>(records.size());
		for (KinesisRecord record : records) {
			try {
				unwrapped.add(unwrapper.unwrap(record));
			}
			catch (RuntimeException ex) {
				// So that those before it are handled.
				throw new UnreadableRecordException(unwrapped.size(), ex);
			}
		}
		return Collections.unmodifiableList(unwrapped);
	}

}
