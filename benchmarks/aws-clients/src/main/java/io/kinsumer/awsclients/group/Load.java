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

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.kinesis.DirectAccess;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.StreamRef;
import org.jspecify.annotations.Nullable;

/**
 * Puts numbered records, in turn into each shard.
 */
final class Load implements AutoCloseable {

	private final DirectAccess kinesis;

	private final String stream;

	private final List<String> hashKeys;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private @Nullable ScheduledFuture<?> running;

	private volatile long count;

	Load(EmbeddedKinesisServer server, String stream) {
		this.kinesis = server.kinesis().direct();
		this.stream = stream;
		this.hashKeys = server.shards(stream).stream().map((shard) -> shard.hashKeyRange().start().toString()).toList();
	}

	/**
	 * Begin to put.
	 * @param periodMillis how often a record is put into each shard
	 */
	void start(long periodMillis) {
		this.running = this.timer.scheduleAtFixedRate(this::round, 0, periodMillis, TimeUnit.MILLISECONDS);
	}

	private void round() {
		long next = this.count;
		for (String hashKey : this.hashKeys) {
			byte[] data = ByteBuffer.allocate(Long.BYTES).putLong(next).array();
			this.kinesis.put(new PutRecord(StreamRef.named(this.stream), "key-" + next, hashKey, null, data));
			this.count = ++next;
		}
	}

	/**
	 * Put no more.
	 * @return how many records were put, whose numbers begin with 0
	 * @throws Exception what a put failed with
	 */
	long stop() throws Exception {
		ScheduledFuture<?> current = this.running;
		if (current != null) {
			if (current.isDone()) {
				current.get();
			}
			current.cancel(false);
		}
		close();
		if (!this.timer.awaitTermination(10, TimeUnit.SECONDS)) {
			throw new IllegalStateException("A put does not return");
		}
		return this.count;
	}

	@Override
	public void close() {
		this.timer.shutdown();
	}

}
