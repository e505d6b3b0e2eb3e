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

package io.kinsumer.test.assertj;

import java.util.List;
import java.util.function.Predicate;

import io.kinsumer.test.EmbeddedStream;
import io.kinsumer.test.StreamRecord;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions about what an {@link EmbeddedStream} holds at the moment. Records are those
 * that an application put: aggregated ones are unpacked.
 */
public final class EmbeddedStreamAssert extends AbstractAssert<EmbeddedStreamAssert, EmbeddedStream> {

	private static final int SHOWN = 10;

	EmbeddedStreamAssert(EmbeddedStream actual) {
		super(actual, EmbeddedStreamAssert.class);
	}

	/**
	 * Go on with the records.
	 * @return assertions of the records, shard by shard, each in order
	 */
	public ListAssert<StreamRecord> records() {
		isNotNull();
		return Assertions.assertThat(this.actual.records()).as("records of stream %s", this.actual.name());
	}

	/**
	 * Go on with the records of a partition key.
	 * @param partitionKey the partition key
	 * @return assertions of the records, in the order in which they were put
	 */
	public ListAssert<StreamRecord> recordsWithKey(String partitionKey) {
		isNotNull();
		return Assertions.assertThat(records((record) -> record.partitionKey().equals(partitionKey)))
			.as("records with partition key '%s' of stream %s", partitionKey, this.actual.name());
	}

	/**
	 * Go on with the payloads.
	 * @return assertions of the payloads as UTF-8, shard by shard, each in order
	 */
	public ListAssert<String> payloads() {
		isNotNull();
		return Assertions.assertThat(texts(this.actual.records())).as("payloads of stream %s", this.actual.name());
	}

	/**
	 * Go on with the payloads of a partition key.
	 * @param partitionKey the partition key
	 * @return assertions of the payloads as UTF-8, in the order in which they were put
	 */
	public ListAssert<String> payloadsWithKey(String partitionKey) {
		isNotNull();
		return Assertions.assertThat(texts(records((record) -> record.partitionKey().equals(partitionKey))))
			.as("payloads with partition key '%s' of stream %s", partitionKey, this.actual.name());
	}

	/**
	 * Go on with the payloads of a shard.
	 * @param shardId the shard
	 * @return assertions of the payloads as UTF-8, in order
	 */
	public ListAssert<String> payloadsOfShard(String shardId) {
		isNotNull();
		requireShard(shardId);
		return Assertions.assertThat(texts(records((record) -> record.shardId().equals(shardId))))
			.as("payloads of shard %s of stream %s", shardId, this.actual.name());
	}

	private List<StreamRecord> records(Predicate<StreamRecord> selection) {
		return this.actual.records().stream().filter(selection).toList();
	}

	private static List<String> texts(List<StreamRecord> records) {
		return records.stream().map(StreamRecord::text).toList();
	}

	/**
	 * Verify how many records there are.
	 * @param count how many, aggregated ones unpacked
	 * @return this
	 */
	public EmbeddedStreamAssert hasRecords(int count) {
		isNotNull();
		List<StreamRecord> records = this.actual.records();
		if (records.size() != count) {
			failWithMessage("Expected stream %s to hold %s records but it holds %s:%s", this.actual.name(), count,
					records.size(), list(records));
		}
		return this;
	}

	/**
	 * Verify that there are no records.
	 * @return this
	 */
	public EmbeddedStreamAssert isEmpty() {
		return hasRecords(0);
	}

	/**
	 * Verify that some record has a payload.
	 * @param text the payload as UTF-8
	 * @return this
	 */
	public EmbeddedStreamAssert containsPayload(String text) {
		isNotNull();
		List<StreamRecord> records = this.actual.records();
		if (records.stream().noneMatch((record) -> record.text().equals(text))) {
			failWithMessage("Expected stream %s to hold a record with payload '%s' but it holds %s:%s",
					this.actual.name(), text, records.size(), list(records));
		}
		return this;
	}

	/**
	 * Verify that some record has a payload and a partition key.
	 * @param partitionKey the partition key
	 * @param text the payload as UTF-8
	 * @return this
	 */
	public EmbeddedStreamAssert containsRecord(String partitionKey, String text) {
		isNotNull();
		List<StreamRecord> records = this.actual.records();
		if (records.stream()
			.noneMatch((record) -> record.partitionKey().equals(partitionKey) && record.text().equals(text))) {
			failWithMessage(
					"Expected stream %s to hold a record with partition key '%s' and payload '%s' but it holds %s:%s",
					this.actual.name(), partitionKey, text, records.size(), list(records));
		}
		return this;
	}

	/**
	 * Verify that there are records, and that aggregated records carry all of them.
	 * @return this
	 */
	public EmbeddedStreamAssert isAggregated() {
		records().isNotEmpty();
		return allAre(true);
	}

	/**
	 * Verify that no record is carried by an aggregated one.
	 * @return this
	 */
	public EmbeddedStreamAssert isNotAggregated() {
		isNotNull();
		return allAre(false);
	}

	private EmbeddedStreamAssert allAre(boolean aggregated) {
		List<StreamRecord> others = records((record) -> record.aggregated() != aggregated);
		if (!others.isEmpty()) {
			failWithMessage("Expected %s record of stream %s to be aggregated but %s are%s:%s",
					aggregated ? "every" : "no", this.actual.name(), others.size(), aggregated ? " not" : "",
					list(others));
		}
		return this;
	}

	/**
	 * Verify how many shards are open.
	 * @param count how many
	 * @return this
	 */
	public EmbeddedStreamAssert hasOpenShards(int count) {
		isNotNull();
		List<String> open = shards(true);
		if (open.size() != count) {
			failWithMessage("Expected stream %s to have %s open shards but it has %s: open %s, closed %s",
					this.actual.name(), count, open.size(), open, shards(false));
		}
		return this;
	}

	/**
	 * Verify that a shard is open.
	 * @param shardId the shard
	 * @return this
	 */
	public EmbeddedStreamAssert hasOpenShard(String shardId) {
		return hasShard(shardId, true);
	}

	/**
	 * Verify that a shard is closed.
	 * @param shardId the shard
	 * @return this
	 */
	public EmbeddedStreamAssert hasClosedShard(String shardId) {
		return hasShard(shardId, false);
	}

	private EmbeddedStreamAssert hasShard(String shardId, boolean open) {
		isNotNull();
		if (!shards(open).contains(shardId)) {
			failWithMessage("Expected shard %s of stream %s to be %s but open are %s, closed are %s", shardId,
					this.actual.name(), open ? "open" : "closed", shards(true), shards(false));
		}
		return this;
	}

	private void requireShard(String shardId) {
		if (!shards(true).contains(shardId) && !shards(false).contains(shardId)) {
			failWithMessage("Expected stream %s to have shard %s but open are %s, closed are %s", this.actual.name(),
					shardId, shards(true), shards(false));
		}
	}

	private List<String> shards(boolean open) {
		return this.actual.shards()
			.stream()
			.filter((shard) -> (shard.endingSequenceNumber() == null) == open)
			.map(Shard::shardId)
			.toList();
	}

	private static String list(List<StreamRecord> records) {
		StringBuilder text = new StringBuilder();
		records.stream().limit(SHOWN).forEach((record) -> text.append("\n  ").append(record));
		if (records.size() > SHOWN) {
			text.append("\n  and ").append(records.size() - SHOWN).append(" more");
		}
		return text.toString();
	}

}
