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

package io.kinsumer.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.Faults;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.kinesis.HashKey;
import io.kinsumer.test.kinesis.HashRange;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.MergeShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.RecordBatch;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.ShardPage;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.kinesis.StreamRef;
import io.kinsumer.test.server.StreamDefinition;
import io.kinsumer.test.server.WireServer;
import io.kinsumer.test.server.Workers;

/**
 * Kinesis and DynamoDB inside this JVM, on one port of 127.0.0.1, for any AWS client.
 * Safe for use by several threads. What its driver methods do counts as requests, too,
 * and meets the same faults.
 */
public final class EmbeddedKinesisServer implements AutoCloseable {

	/** The region in its ARNs. */
	public static final String REGION = "eu-central-1";

	private static final String ACCOUNT = "000000000000";

	private final KinesisModel kinesis;

	private final DynamoDbModel dynamoDb;

	private final WireServer wire;

	private EmbeddedKinesisServer(Builder builder) throws IOException {
		this.kinesis = new KinesisModel(builder.clock,
				new KinesisOptions(REGION, ACCOUNT, builder.shardLimit, builder.transition),
				new Gate(Service.KINESIS, builder.faults, Workers::pause));
		this.dynamoDb = new DynamoDbModel(builder.clock, REGION, ACCOUNT,
				new Gate(Service.DYNAMODB, builder.faults, Workers::pause));
		for (StreamDefinition stream : builder.streams) {
			this.kinesis.createStream(stream.name(), stream.shards());
		}
		this.kinesis.gate().resetCounts();
		this.wire = WireServer.start(builder.port, builder.clock, this.kinesis, this.dynamoDb);
	}

	/**
	 * Return a builder.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the port.
	 * @return the port it listens on
	 */
	public int port() {
		return this.wire.port();
	}

	/**
	 * Return the address for AWS clients.
	 * @return the endpoint of both services
	 */
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + port());
	}

	/**
	 * Return the Kinesis model behind the wire.
	 * @return the model
	 */
	public KinesisModel kinesis() {
		return this.kinesis;
	}

	/**
	 * Return the DynamoDB model behind the wire.
	 * @return the model
	 */
	public DynamoDbModel dynamoDb() {
		return this.dynamoDb;
	}

	/**
	 * Replace what goes wrong, for both services.
	 * @param faults the new faults
	 */
	public void install(Faults faults) {
		this.kinesis.gate().install(faults);
		this.dynamoDb.gate().install(faults);
	}

	/**
	 * Put a record.
	 * @param stream the stream's name
	 * @param partitionKey the partition key, 1 to 256 characters
	 * @param data the payload
	 * @return where it went
	 * @throws io.kinsumer.test.fault.ServiceException if the stream does not exist, or
	 * the record is too large
	 */
	public PutRecordResult put(String stream, String partitionKey, byte[] data) {
		return this.kinesis.putRecord(new PutRecord(StreamRef.named(stream), partitionKey, null, null, data.clone()));
	}

	/**
	 * Split an open shard into equal halves.
	 * @param stream the stream's name
	 * @param shardId the shard
	 * @throws io.kinsumer.test.fault.ServiceException if there is no such open shard
	 */
	public void split(String stream, String shardId) {
		HashRange range = shards(stream).stream()
			.filter((shard) -> shard.shardId().equals(shardId))
			.map(Shard::hashKeyRange)
			.findFirst()
			.orElse(new HashRange(HashKey.MIN, HashKey.MAX));
		HashKey middle = HashKey
			.of(range.start().toBigInteger().add(range.end().toBigInteger()).shiftRight(1).add(BigInteger.ONE));
		this.kinesis.splitShard(new SplitShard(StreamRef.named(stream), shardId, middle.toString()));
	}

	/**
	 * Merge two open, adjacent shards.
	 * @param stream the stream's name
	 * @param shardId the child's parent
	 * @param adjacentShardId the child's adjacent parent
	 * @throws io.kinsumer.test.fault.ServiceException if they are not open and adjacent
	 */
	public void merge(String stream, String shardId, String adjacentShardId) {
		this.kinesis.mergeShards(new MergeShards(StreamRef.named(stream), shardId, adjacentShardId));
	}

	/**
	 * Return the shards of a stream, closed ones included.
	 * @param stream the stream's name
	 * @return the shards, by id
	 */
	public List<Shard> shards(String stream) {
		List<Shard> shards = new ArrayList<>();
		StreamRef ref = StreamRef.named(stream);
		String token = null;
		do {
			ShardPage page = this.kinesis.listShards(
					new ListShards((token != null) ? new StreamRef(null, null) : ref, token, null, 10000, null, null));
			shards.addAll(page.shards());
			token = page.nextToken();
		}
		while (token != null);
		return shards;
	}

	/**
	 * Return all records of a stream that are still kept, as they were put; aggregated
	 * records are not unpacked.
	 * @param stream the stream's name
	 * @return the records, shard by shard, each in order
	 */
	public List<StoredRecord> records(String stream) {
		List<StoredRecord> records = new ArrayList<>();
		for (Shard shard : shards(stream)) {
			String iterator = this.kinesis
				.getShardIterator(new GetShardIterator(StreamRef.named(stream), shard.shardId(),
						IteratorType.TRIM_HORIZON, null, null))
				.shardIterator();
			RecordBatch batch;
			do {
				batch = this.kinesis.getRecords(new GetRecords(iterator, null, null));
				records.addAll(batch.records());
				iterator = batch.nextShardIterator();
			}
			while (iterator != null && batch.millisBehindLatest() > 0);
		}
		return records;
	}

	/**
	 * Stop listening and close all connections. Returns when the port is free.
	 */
	@Override
	public void close() {
		this.wire.close();
	}

	/**
	 * Sets a server up.
	 */
	public static final class Builder {

		private int port;

		private Clock clock = Clock.systemUTC();

		private Faults faults = Faults.NONE;

		private int shardLimit = KinesisOptions.defaults().shardLimit();

		private Duration transition = Duration.ZERO;

		private final List<StreamDefinition> streams = new ArrayList<>();

		private Builder() {
		}

		/**
		 * Set the port.
		 * @param port 0 (the default) for any free one, or 1 to 65535
		 * @return this builder
		 */
		public Builder port(int port) {
			if (port < 0 || port > 65535) {
				throw new IllegalArgumentException("port is " + port + " but must be 0 (any free port) to 65535");
			}
			this.port = port;
			return this;
		}

		/**
		 * Add streams that are there from the start.
		 * @param definitions streams as {@code name:shards}, such as {@code orders:4};
		 * one shard when only a name is given
		 * @return this builder
		 */
		public Builder streams(String... definitions) {
			for (String definition : definitions) {
				this.streams.add(StreamDefinition.parse(definition));
			}
			return this;
		}

		/**
		 * Set the time of both services. Only what happens by itself depends on it:
		 * arrival times, expiry, retention.
		 * @param clock the clock, by default the system's
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set what goes wrong.
		 * @param faults the faults, by default none
		 * @return this builder
		 */
		public Builder faults(Faults faults) {
			this.faults = faults;
			return this;
		}

		/**
		 * Set the most open shards of all streams together.
		 * @param shardLimit at least 1, by default 10000
		 * @return this builder
		 */
		public Builder shardLimit(int shardLimit) {
			this.shardLimit = shardLimit;
			return this;
		}

		/**
		 * Set how long a stream stays in a changing state.
		 * @param transition by default zero: changes are done at once
		 * @return this builder
		 */
		public Builder transition(Duration transition) {
			this.transition = transition;
			return this;
		}

		/**
		 * Start the server.
		 * @return the server, listening
		 * @throws UncheckedIOException if the port cannot be bound
		 */
		public EmbeddedKinesisServer start() {
			try {
				return new EmbeddedKinesisServer(this);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex.getMessage(), ex);
			}
		}

	}

}
