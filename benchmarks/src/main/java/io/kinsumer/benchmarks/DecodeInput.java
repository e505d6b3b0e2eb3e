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

package io.kinsumer.benchmarks;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.UserRecord;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * The answer to one {@code GetRecords}: aggregates, and a checkpoint within the first of
 * them. The same on both sides, which must deliver the same user records.
 */
@State(Scope.Thread)
public class DecodeInput {

	static final int AGGREGATES = 20;

	static final int RECORDS_PER_AGGREGATE = 200;

	static final int RECORDS = AGGREGATES * RECORDS_PER_AGGREGATE;

	/**
	 * The last record already handled is this one of the first aggregate.
	 */
	static final int CHECKPOINT = 99;

	private static final String SEQUENCE = "4966%052d";

	/**
	 * Bytes of a payload.
	 */
	@Param("100")
	public int bytes = 100;

	/**
	 * Distinct partition keys: the same in each aggregate, or, with {@code new}, one of
	 * its own for each record of an answer and the next, which is more than anybody
	 * remembers.
	 */
	@Param({ "1", "200", "new" })
	public String keys = "1";

	private List<List<Record>> answers = List.of();

	private int next;

	private int made;

	/**
	 * Makes the aggregates, equal at every run, and has both sides decode them.
	 */
	@Setup
	public void create() {
		Random random = new Random(1);
		this.answers = this.keys.equals("new") ? List.of(answer(random), answer(random)) : List.of(answer(random));
		for (int i = 0; i < this.answers.size(); i++) {
			this.next = i;
			requireEqual(DecodeBenchmark.decode(this), KclDecodeBenchmark.decode(this));
		}
	}

	private List<Record> answer(Random random) {
		List<Record> records = new ArrayList<>();
		for (int i = 0; i < AGGREGATES; i++) {
			records.add(Record.builder()
				.sequenceNumber(SEQUENCE.formatted(i))
				.partitionKey("a")
				.approximateArrivalTimestamp(Instant.ofEpochMilli(1_800_000_000_000L + i))
				.data(SdkBytes.fromByteArray(aggregate(random)))
				.build());
		}
		return records;
	}

	/**
	 * Takes the next answer.
	 */
	void next() {
		this.next = (this.next + 1) % this.answers.size();
	}

	List<Record> records() {
		return this.answers.get(this.next);
	}

	/**
	 * Where the first aggregate is.
	 * @return a sequence number as Kinesis writes it
	 */
	String checkpoint() {
		return SEQUENCE.formatted(0);
	}

	private byte[] aggregate(Random random) {
		AggregateBuilder builder = new AggregateBuilder();
		for (int i = 0; i < RECORDS_PER_AGGREGATE; i++) {
			byte[] payload = new byte[this.bytes];
			random.nextBytes(payload);
			String partitionKey = "customer-%06d".formatted(nextKey(i));
			builder.add(partitionKey, UserRecord.of(partitionKey, payload));
		}
		return builder.build();
	}

	private int nextKey(int index) {
		return this.keys.equals("new") ? this.made++ : index % Integer.parseInt(this.keys);
	}

	private static void requireEqual(List<KinesisRecord> ours, List<KinesisClientRecord> theirs) {
		int expected = RECORDS - CHECKPOINT - 1;
		if (ours.size() != expected || theirs.size() != expected) {
			throw new IllegalStateException("%d records are to be delivered, but ours delivers %d, the rival %d"
				.formatted(expected, ours.size(), theirs.size()));
		}
		for (int i = 0; i < expected; i++) {
			if (!equal(ours.get(i), theirs.get(i))) {
				throw new IllegalStateException(
						"at %d ours delivers %s, the rival %s".formatted(i, ours.get(i), theirs.get(i)));
			}
		}
	}

	private static boolean equal(KinesisRecord ours, KinesisClientRecord theirs) {
		ByteBuffer data = theirs.data();
		return ours.sequenceNumber().sequence().equals(theirs.sequenceNumber())
				&& ours.sequenceNumber().subSequence() == theirs.subSequenceNumber()
				&& ours.partitionKey().equals(theirs.partitionKey()) && ours.data().equals(data);
	}

}
