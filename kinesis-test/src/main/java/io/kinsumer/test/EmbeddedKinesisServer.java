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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.DynamoDbOptions;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.Faults;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.server.StreamDefinition;
import io.kinsumer.test.server.TlsIdentity;
import io.kinsumer.test.server.WireServer;
import io.kinsumer.test.server.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Kinesis and DynamoDB inside this JVM, on one port of 127.0.0.1, for any AWS client, and
 * on request on a further one with TLS. Safe for use by several threads. What its driver
 * methods do counts as requests, too, and meets the same faults.
 */
public final class EmbeddedKinesisServer implements AutoCloseable {

	/** The region in its ARNs. */
	public static final String REGION = "eu-central-1";

	private static final String ACCOUNT = "000000000000";

	private final KinesisModel kinesis;

	private final DynamoDbModel dynamoDb;

	private final WireServer wire;

	private EmbeddedKinesisServer(Builder builder) throws IOException {
		this.kinesis = new KinesisModel(builder.clock, new KinesisOptions(REGION, ACCOUNT, builder.shardLimit,
				builder.transition, builder.limits, builder.memoryCap),
				new Gate(Service.KINESIS, builder.faults, Workers::pause));
		this.dynamoDb = new DynamoDbModel(builder.clock,
				new DynamoDbOptions(REGION, ACCOUNT, builder.transition, builder.tableThrottling),
				new Gate(Service.DYNAMODB, builder.faults, Workers::pause));
		for (StreamDefinition stream : builder.streams) {
			this.kinesis.createStream(stream.name(), stream.shards());
		}
		this.kinesis.gate().resetCounts();
		this.wire = WireServer.start(builder.port, builder.tlsPort, builder.clock, this.kinesis, this.dynamoDb);
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
	 * Return the address for AWS clients that speak TLS.
	 * @return the endpoint of both services, under the name {@code localhost}
	 * @throws IllegalStateException if it was started without TLS
	 */
	public URI tlsEndpoint() {
		return URI.create("https://localhost:" + this.wire.tlsPort());
	}

	/**
	 * Return how the TLS endpoint identifies itself. Nothing trusts its certificate by
	 * itself; a client of the AWS SDK does with
	 * {@code httpClientBuilder(NettyNioAsyncHttpClient.builder().tlsTrustManagersProvider(() -> server.tls().trustManagers()))},
	 * or likewise {@code Apache5HttpClient.builder()}.
	 * @return its certificate and what trusts it
	 * @throws IllegalStateException if it was started without TLS
	 */
	public TlsIdentity tls() {
		return this.wire.tls();
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
	 * Return the faults on demand, such as
	 * {@code faults().on("GetRecords").stream("orders").times(3).throttle()}.
	 * @return the rules, none at first
	 */
	public FaultRules faults() {
		return this.wire.faults();
	}

	/**
	 * Replace what goes wrong by code, for both services. The rules of {@link #faults()}
	 * stay and are asked first.
	 * @param faults the new faults
	 */
	public void install(Faults faults) {
		this.kinesis.gate().install(faults);
		this.dynamoDb.gate().install(faults);
	}

	/**
	 * Return the driver of a stream: puts and reads records, splits and merges shards,
	 * waits until they are consumed.
	 * @param name the stream's name; it may be created later
	 * @return the driver
	 */
	public EmbeddedStream stream(String name) {
		return new EmbeddedStream(name, this.kinesis.direct(), this.dynamoDb);
	}

	/**
	 * Create a stream, active at once.
	 * @param name the name
	 * @param shards the number of shards
	 * @return its driver
	 * @throws io.kinsumer.test.fault.ServiceException if there is one of that name
	 */
	public EmbeddedStream createStream(String name, int shards) {
		this.kinesis.direct().createStream(name, shards);
		return stream(name);
	}

	/**
	 * Put a record, as {@link EmbeddedStream#put(String, byte[])}.
	 * @param stream the stream's name
	 * @param partitionKey the partition key, 1 to 256 characters
	 * @param data the payload
	 * @return where it went
	 * @throws io.kinsumer.test.fault.ServiceException if the stream does not exist, or
	 * the record is too large
	 */
	public PutRecordResult put(String stream, String partitionKey, byte[] data) {
		return stream(stream).put(partitionKey, data);
	}

	/**
	 * Split an open shard into equal halves.
	 * @param stream the stream's name
	 * @param shardId the shard
	 * @throws io.kinsumer.test.fault.ServiceException if there is no such open shard
	 */
	public void split(String stream, String shardId) {
		stream(stream).split(shardId);
	}

	/**
	 * Merge two open, adjacent shards.
	 * @param stream the stream's name
	 * @param shardId the child's parent
	 * @param adjacentShardId the child's adjacent parent
	 * @throws io.kinsumer.test.fault.ServiceException if they are not open and adjacent
	 */
	public void merge(String stream, String shardId, String adjacentShardId) {
		stream(stream).merge(shardId, adjacentShardId);
	}

	/**
	 * Return the shards of a stream, closed ones included.
	 * @param stream the stream's name
	 * @return the shards, by id
	 */
	public List<Shard> shards(String stream) {
		return stream(stream).shards();
	}

	/**
	 * Return all Kinesis records of a stream that are still kept, as they were put;
	 * {@link EmbeddedStream#records()} unpacks aggregated ones.
	 * @param stream the stream's name
	 * @return the records, shard by shard, each in order
	 */
	public List<StoredRecord> records(String stream) {
		return stream(stream).storedRecords();
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

		private @Nullable Integer tlsPort;

		private KinesisLimits limits = KinesisLimits.NONE;

		private long memoryCap = KinesisOptions.defaults().memoryCap();

		private boolean tableThrottling = DynamoDbOptions.defaults().throttling();

		private final List<StreamDefinition> streams = new ArrayList<>();

		private Builder() {
		}

		/**
		 * Set the port.
		 * @param port 0 (the default) for any free one, or 1 to 65535
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = requirePort("port", port);
			return this;
		}

		private static int requirePort(String name, int port) {
			if (port < 0 || port > 65535) {
				throw new IllegalArgumentException(name + " is " + port + " but must be 0 (any free port) to 65535");
			}
			return port;
		}

		/**
		 * Listen with TLS, too, on any free port.
		 * @return this builder
		 * @see EmbeddedKinesisServer#tls()
		 */
		public Builder tls() {
			return tlsPort(0);
		}

		/**
		 * Listen with TLS, too.
		 * @param tlsPort 0 for any free port, or 1 to 65535
		 * @return this builder
		 * @see EmbeddedKinesisServer#tls()
		 */
		public Builder tlsPort(int tlsPort) {
			this.tlsPort = requirePort("tlsPort", tlsPort);
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
		 * Set how long a stream or table stays in a changing state.
		 * @param transition by default zero: changes are done at once
		 * @return this builder
		 */
		public Builder transition(Duration transition) {
			this.transition = transition;
			return this;
		}

		/**
		 * Keep to limits of AWS, by the server's clock.
		 * @param limits by default {@link KinesisLimits#NONE}; {@link KinesisLimits#AWS}
		 * for all of them
		 * @return this builder
		 */
		public Builder limits(KinesisLimits limits) {
			this.limits = limits;
			return this;
		}

		/**
		 * Set how much to keep of records, beside what retention says.
		 * @param bytes at least 1, by default half of the JVM's largest heap; a record
		 * counts as its payload, its partition key and 200 bytes. Putting more is
		 * answered with the error {@code MemoryCapExceededException}
		 * @return this builder
		 */
		public Builder memoryCap(long bytes) {
			if (bytes < 1) {
				throw new IllegalArgumentException("memoryCap is " + bytes + " but must be at least 1 byte");
			}
			this.memoryCap = bytes;
			return this;
		}

		/**
		 * Set whether tables with provisioned capacity refuse what exceeds it, by the
		 * server's clock.
		 * @param tableThrottling by default {@code true}, as AWS does
		 * @return this builder
		 */
		public Builder tableThrottling(boolean tableThrottling) {
			this.tableThrottling = tableThrottling;
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
