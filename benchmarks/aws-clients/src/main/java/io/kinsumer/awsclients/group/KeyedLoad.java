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

package io.kinsumer.awsclients.group;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedStream;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.StreamRef;

/**
 * Puts numbered records with keys, in aggregates and alone, and splits and merges shards
 * in between. For use by one thread, so that it knows the open shards at each moment.
 */
final class KeyedLoad {

	private static final int KEYS = 2_000;

	private static final int AGGREGATE = 25;

	private final EmbeddedKinesisServer server;

	private final EmbeddedStream stream;

	private final SplittableRandom random;

	private final int[] predecessors;

	private final int[] last = new int[KEYS];

	private final BigInteger[] hashKeys = new BigInteger[KEYS];

	private List<Open> open = List.of();

	private int count;

	private int reshardings;

	KeyedLoad(EmbeddedKinesisServer server, String stream, int records, SplittableRandom random)
			throws NoSuchAlgorithmException {
		this.server = server;
		this.stream = server.stream(stream);
		this.random = random;
		this.predecessors = new int[records];
		MessageDigest md5 = MessageDigest.getInstance("MD5");
		for (int key = 0; key < KEYS; key++) {
			this.hashKeys[key] = new BigInteger(1, md5.digest(name(key).getBytes(StandardCharsets.UTF_8)));
		}
		Arrays.fill(this.last, -1);
		look();
	}

	private static String name(int key) {
		return "key-" + key;
	}

	private void look() {
		this.open = this.stream.shards()
			.stream()
			.filter((shard) -> shard.endingSequenceNumber() == null)
			.map(this::open)
			.toList();
	}

	private Open open(Shard shard) {
		BigInteger start = shard.hashKeyRange().start().toBigInteger();
		BigInteger end = shard.hashKeyRange().end().toBigInteger();
		List<Integer> keys = new ArrayList<>();
		for (int key = 0; key < KEYS; key++) {
			if (this.hashKeys[key].compareTo(start) >= 0 && this.hashKeys[key].compareTo(end) <= 0) {
				keys.add(key);
			}
		}
		return new Open(shard, start, keys);
	}

	/**
	 * Put an aggregate, and a record alone, into each open shard.
	 * @return whether there is more to put
	 */
	boolean round() {
		for (Open shard : this.open) {
			AggregateBuilder aggregate = new AggregateBuilder();
			for (int i = 0; i < AGGREGATE && this.count < this.predecessors.length; i++) {
				int key = shard.key(this.random);
				aggregate.add(name(key), UserRecord.of(name(key), next(key)));
			}
			if (aggregate.count() > 0) {
				put("aggregate", shard.start(), aggregate.build());
			}
			if (this.count < this.predecessors.length) {
				int key = shard.key(this.random);
				put(name(key), this.hashKeys[key], next(key));
			}
		}
		return this.count < this.predecessors.length;
	}

	private byte[] next(int key) {
		this.predecessors[this.count] = this.last[key];
		this.last[key] = this.count;
		return ByteBuffer.allocate(Long.BYTES).putLong(this.count++).array();
	}

	private void put(String key, BigInteger hashKey, byte[] data) {
		this.server.kinesis()
			.direct()
			.put(new PutRecord(StreamRef.named(this.stream.name()), key, hashKey.toString(), null, data));
	}

	/** Split a shard, or merge two that are adjacent. */
	void reshard() {
		List<Open> sorted = this.open.stream().sorted((a, b) -> a.start().compareTo(b.start())).toList();
		int chosen = this.random.nextInt(sorted.size() - 1);
		String id = sorted.get(chosen).shard().shardId();
		if (++this.reshardings % 2 == 1) {
			this.stream.split(id);
		}
		else {
			this.stream.merge(id, sorted.get(chosen + 1).shard().shardId());
		}
		look();
	}

	int reshardings() {
		return this.reshardings;
	}

	/**
	 * Return the record that was put before, with the same key.
	 * @return by number of a record, -1 for the first one of a key
	 */
	int[] predecessors() {
		return this.predecessors;
	}

	/**
	 * An open shard.
	 *
	 * @param shard the shard
	 * @param start the first hash key
	 * @param keys the keys that belong to it
	 */
	private record Open(Shard shard, BigInteger start, List<Integer> keys) {

		int key(SplittableRandom random) {
			return this.keys.get(random.nextInt(this.keys.size()));
		}

	}

}
