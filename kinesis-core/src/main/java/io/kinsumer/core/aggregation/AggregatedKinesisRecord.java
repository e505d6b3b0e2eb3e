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

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * One record of an aggregate, decoded as it is asked for.
 */
final class AggregatedKinesisRecord implements KinesisRecord {

	private final Origin origin;

	private final AggregateContent content;

	private final int index;

	AggregatedKinesisRecord(Origin origin, AggregateContent content, int index) {
		this.origin = origin;
		this.content = content;
		this.index = index;
	}

	@Override
	public StreamName stream() {
		return this.origin.stream();
	}

	@Override
	public ShardId shardId() {
		return this.origin.shardId();
	}

	@Override
	public SequenceNumber sequenceNumber() {
		return new SequenceNumber(this.origin.sequence(), this.index);
	}

	@Override
	public String partitionKey() {
		return this.content.partitionKey(this.index);
	}

	@Override
	public @Nullable String explicitHashKey() {
		return this.content.explicitHashKey(this.index);
	}

	@Override
	public ByteBuffer data() {
		return this.content.data(this.index);
	}

	@Override
	public Instant approximateArrivalTimestamp() {
		return this.origin.arrival();
	}

	@Override
	public Map<String, String> headers() {
		return this.content.tags(this.index);
	}

	@Override
	public boolean aggregated() {
		return true;
	}

	@Override
	public String toString() {
		return "record " + sequenceNumber() + " of " + shardId() + " in " + stream();
	}

}
