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
package io.kinsumer.test.conformance;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that the Kinesis part of the suite shares.
 */
interface KinesisConformance extends Conformance {

	/** The end of the hash key space. */
	BigInteger LAST_HASH = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

	/** The first shard of each stream. */
	String FIRST_SHARD = "shardId-000000000000";

	/**
	 * What bad values get. The operations list InvalidArgumentException; the constraints
	 * of types in the service model are enforced with ValidationException, one of the
	 * common errors. Where a page names the code, the test does.
	 */
	String[] BAD_VALUE = { "InvalidArgumentException", "ValidationException" };

	/**
	 * Return a client without retries.
	 * @return the client
	 */
	KinesisAsyncClient client();

	default String stream(int shards) {
		String name = Conformance.uniqueName("stream");
		Conformance.get(client().createStream((it) -> it.streamName(name).shardCount(shards)));
		awaitActive(name);
		return name;
	}

	default void awaitActive(String stream) {
		Conformance.awaitQuickly(() -> Conformance.get(client().describeStreamSummary((it) -> it.streamName(stream)))
			.streamDescriptionSummary()
			.streamStatus() == StreamStatus.ACTIVE);
	}

	default String arn(String stream) {
		return Conformance.get(client().describeStreamSummary((it) -> it.streamName(stream)))
			.streamDescriptionSummary()
			.streamARN();
	}

	default void split(String stream, Shard shard, BigInteger hash) {
		Conformance.get(client().splitShard(
				(it) -> it.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(hash.toString())));
		awaitActive(stream);
	}

	default List<Shard> shards(String stream) {
		return Conformance.get(client().listShards((it) -> it.streamName(stream))).shards();
	}

	default List<Shard> openShards(String stream) {
		return shards(stream).stream().filter((it) -> it.sequenceNumberRange().endingSequenceNumber() == null).toList();
	}

	default PutRecordResponse put(String stream, String key, String data) {
		return Conformance.get(client()
			.putRecord((it) -> it.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(data))));
	}

	default String iterator(String stream, String shardId, ShardIteratorType type) {
		return iterator(stream, shardId, (it) -> it.shardIteratorType(type));
	}

	default String iterator(String stream, String shardId, Consumer<GetShardIteratorRequest.Builder> position) {
		return Conformance
			.get(client().getShardIterator((it) -> it.streamName(stream).shardId(shardId).applyMutation(position)))
			.shardIterator();
	}

	default GetRecordsResponse read(String iterator) {
		return Conformance.get(client().getRecords((it) -> it.shardIterator(iterator)));
	}

	default List<String> readData(String iterator) {
		return data(read(iterator).records());
	}

	/** Reads a closed shard to its end. */
	default List<GetRecordsResponse> readToEnd(String iterator) {
		List<GetRecordsResponse> batches = new ArrayList<>();
		for (String next = iterator; next != null; next = batches.get(batches.size() - 1).nextShardIterator()) {
			assertThat(batches).as("reads without reaching the end").hasSizeLessThan(20);
			batches.add(read(next));
		}
		return batches;
	}

	static List<String> data(List<Record> records) {
		return records.stream().map((it) -> it.data().asUtf8String()).toList();
	}

	static BigInteger hash(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
			return new BigInteger(1, digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static BigInteger start(Shard shard) {
		return new BigInteger(shard.hashKeyRange().startingHashKey());
	}

	static BigInteger end(Shard shard) {
		return new BigInteger(shard.hashKeyRange().endingHashKey());
	}

	static boolean contains(HashKeyRange range, BigInteger hash) {
		return hash.compareTo(new BigInteger(range.startingHashKey())) >= 0
				&& hash.compareTo(new BigInteger(range.endingHashKey())) <= 0;
	}

	static void assertCoversHashSpace(List<Shard> shards) {
		BigInteger expected = BigInteger.ZERO;
		for (Shard shard : shards.stream().sorted((a, b) -> start(a).compareTo(start(b))).toList()) {
			assertThat(start(shard)).isEqualTo(expected);
			assertThat(end(shard)).isGreaterThanOrEqualTo(start(shard));
			expected = end(shard).add(BigInteger.ONE);
		}
		assertThat(expected).isEqualTo(LAST_HASH.add(BigInteger.ONE));
	}

}
