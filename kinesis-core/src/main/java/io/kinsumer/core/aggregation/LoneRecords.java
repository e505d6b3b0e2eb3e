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

package io.kinsumer.core.aggregation;

import java.util.Locale;
import java.util.Set;

import io.kinsumer.core.record.UserRecord;

/**
 * The payload of a Kinesis record that carries a single user record: the bytes as they
 * are, so that every reader understands them, or in the KPL format where they would not
 * arrive otherwise.
 */
public final class LoneRecords {

	private static final Set<String> TRACE_HEADERS = Set.of("traceparent", "tracestate", "baggage", "b3",
			"x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid", "x-b3-sampled", "x-b3-flags", "x-amzn-trace-id",
			"uber-trace-id");

	private LoneRecords() {
	}

	/**
	 * Whether a record must be wrapped: because it has application headers, or because
	 * its payload is an aggregate itself, which consumers would open. Context alone, such
	 * as that of a trace, is no reason: readers that know no aggregates must not break
	 * because of it.
	 * @param record the record
	 * @return whether to write it in the KPL format
	 */
	public static boolean mustWrap(UserRecord record) {
		if (!record.headers().isEmpty()) {
			for (String header : record.headers().keySet()) {
				if (!TRACE_HEADERS.contains(header.toLowerCase(Locale.ROOT))
						&& !record.contextHeaders().contains(header)) {
					return true;
				}
			}
		}
		return mayBeAggregate(record) && Deaggregator.isAggregate(bytes(record));
	}

	/**
	 * The size of the payload.
	 * @param partitionKey the record's key
	 * @param record the record
	 * @return bytes
	 */
	public static int size(String partitionKey, UserRecord record) {
		return mustWrap(record) ? AggregateBuilder.sizeOfLone(partitionKey, record) : record.size();
	}

	/**
	 * The payload.
	 * @param partitionKey the record's key
	 * @param record the record
	 * @return a new array
	 */
	public static byte[] encode(String partitionKey, UserRecord record) {
		if (!mustWrap(record)) {
			return bytes(record);
		}
		AggregateBuilder builder = new AggregateBuilder();
		builder.add(partitionKey, record);
		return builder.build();
	}

	private static boolean mayBeAggregate(UserRecord record) {
		return record.size() > KplFormat.FRAME_LENGTH && record.startsWith(KplFormat.MAGIC);
	}

	private static byte[] bytes(UserRecord record) {
		byte[] result = new byte[record.size()];
		record.copyTo(result, 0);
		return result;
	}

}
