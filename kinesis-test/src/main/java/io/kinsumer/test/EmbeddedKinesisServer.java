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

import java.net.URI;
import java.util.List;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.Faults;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.server.TlsIdentity;
import io.kinsumer.test.server.WireServer;

/**
 * Kinesis and DynamoDB inside this JVM, on one port of 127.0.0.1, for any AWS client, and
 * on request on a further one with TLS. Safe for use by several threads. What its driver
 * methods do counts as requests, too, and meets the same faults.
 */
public final class EmbeddedKinesisServer implements AutoCloseable {

	/** The region in its ARNs. */
	public static final String REGION = "eu-central-1";

	private final KinesisModel kinesis;

	private final DynamoDbModel dynamoDb;

	private final WireServer wire;

	EmbeddedKinesisServer(KinesisModel kinesis, DynamoDbModel dynamoDb, WireServer wire) {
		this.kinesis = kinesis;
		this.dynamoDb = dynamoDb;
		this.wire = wire;
	}

	/**
	 * Return a builder.
	 * @return a new builder
	 */
	public static EmbeddedKinesisServerBuilder builder() {
		return new EmbeddedKinesisServerBuilder();
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
	 * Stop listening and close all connections. Returns when the port is free; later
	 * calls have no effect.
	 */
	@Override
	public void close() {
		this.wire.close();
	}

}
