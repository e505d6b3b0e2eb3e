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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.DynamoDbOptions;
import io.kinsumer.test.fault.Faults;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import io.kinsumer.test.server.StreamDefinition;
import io.kinsumer.test.server.WireServer;
import io.kinsumer.test.server.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Sets an {@link EmbeddedKinesisServer} up. Not for use by several threads.
 */
public final class EmbeddedKinesisServerBuilder {

	private int port;

	private Clock clock = Clock.systemUTC();

	private Faults faults = Faults.NONE;

	private KinesisOptions streamOptions = KinesisOptions.defaults();

	private DynamoDbOptions tableOptions = DynamoDbOptions.defaults();

	private @Nullable Integer tlsPort;

	private final List<StreamDefinition> streams = new ArrayList<>();

	EmbeddedKinesisServerBuilder() {
	}

	/**
	 * Set the port.
	 * @param port 0 (the default) for any free one, or 1 to 65535
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder port(int port) {
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
	public EmbeddedKinesisServerBuilder tls() {
		return tlsPort(0);
	}

	/**
	 * Listen with TLS, too.
	 * @param tlsPort 0 for any free port, or 1 to 65535
	 * @return this builder
	 * @see EmbeddedKinesisServer#tls()
	 */
	public EmbeddedKinesisServerBuilder tlsPort(int tlsPort) {
		this.tlsPort = requirePort("tlsPort", tlsPort);
		return this;
	}

	/**
	 * Add streams that are there from the start.
	 * @param definitions streams as {@code name:shards}, such as {@code orders:4}; one
	 * shard when only a name is given
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder streams(String... definitions) {
		for (String definition : definitions) {
			this.streams.add(StreamDefinition.parse(definition));
		}
		return this;
	}

	/**
	 * Set the time of both services. Only what happens by itself depends on it: arrival
	 * times, expiry, retention.
	 * @param clock the clock, by default the system's
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Set what goes wrong.
	 * @param faults the faults, by default none
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder faults(Faults faults) {
		this.faults = faults;
		return this;
	}

	/**
	 * Set the most open shards of all streams together.
	 * @param shardLimit at least 1, by default 10000
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder shardLimit(int shardLimit) {
		this.streamOptions = this.streamOptions.withShardLimit(shardLimit);
		return this;
	}

	/**
	 * Set how long a stream or table stays in a changing state.
	 * @param transition by default zero: changes are done at once
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder transition(Duration transition) {
		this.streamOptions = this.streamOptions.withTransition(transition);
		this.tableOptions = this.tableOptions.withTransition(transition);
		return this;
	}

	/**
	 * Keep to limits of AWS, by the server's clock.
	 * @param limits by default {@link KinesisLimits#NONE}; {@link KinesisLimits#AWS} for
	 * all of them
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder limits(KinesisLimits limits) {
		this.streamOptions = this.streamOptions.withLimits(limits);
		return this;
	}

	/**
	 * Set how much to keep of records, beside what retention says, and as much of items
	 * of DynamoDB.
	 * @param bytes at least 1, by default half of the JVM's largest heap for records and
	 * a quarter of it for items; a record counts as its payload, its partition key and
	 * 200 bytes, an item as its names and values, 200 bytes, and 100 more for each
	 * attribute. Putting more is answered with the error
	 * {@code MemoryCapExceededException}
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder memoryCap(long bytes) {
		if (bytes < 1) {
			throw new IllegalArgumentException("memoryCap is " + bytes + " but must be at least 1 byte");
		}
		this.streamOptions = this.streamOptions.withMemoryCap(bytes);
		this.tableOptions = this.tableOptions.withMemoryCap(bytes);
		return this;
	}

	/**
	 * Set whether tables with provisioned capacity refuse what exceeds it, by the
	 * server's clock.
	 * @param tableThrottling by default {@code true}, as AWS does
	 * @return this builder
	 */
	public EmbeddedKinesisServerBuilder tableThrottling(boolean tableThrottling) {
		this.tableOptions = this.tableOptions.withThrottling(tableThrottling);
		return this;
	}

	/**
	 * Start the server.
	 * @return the server, listening
	 * @throws UncheckedIOException if the port cannot be bound
	 */
	public EmbeddedKinesisServer start() {
		try {
			KinesisModel kinesis = kinesis();
			DynamoDbModel dynamoDb = new DynamoDbModel(this.clock, this.tableOptions,
					new Gate(Service.DYNAMODB, this.faults, Workers::pause));
			return new EmbeddedKinesisServer(kinesis, dynamoDb,
					WireServer.start(this.port, this.tlsPort, this.clock, kinesis, dynamoDb));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex.getMessage(), ex);
		}
	}

	private KinesisModel kinesis() {
		KinesisModel kinesis = new KinesisModel(this.clock, this.streamOptions,
				new Gate(Service.KINESIS, this.faults, Workers::pause));
		for (StreamDefinition stream : this.streams) {
			kinesis.createStream(stream.name(), stream.shards());
		}
		kinesis.gate().resetCounts();
		return kinesis;
	}

}
