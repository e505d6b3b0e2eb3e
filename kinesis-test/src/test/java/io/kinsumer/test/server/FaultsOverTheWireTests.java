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

package io.kinsumer.test.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.fault.Call;
import io.kinsumer.test.fault.Fault;
import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.fault.Faults;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults as the AWS SDK sees them.
 */
@Timeout(60)
class FaultsOverTheWireTests {

	private EmbeddedKinesisServer server;

	private KinesisAsyncClient client;

	@BeforeEach
	void start() {
		this.server = EmbeddedKinesisServer.builder().streams("orders:1").start();
		this.client = Clients.kinesisAsync(this.server.endpoint());
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void throttlesAreTypedAndRetriedByTheSdk() {
		this.server.install(before(
				Fault.fail(new ServiceException("ProvisionedThroughputExceededException", "Rate exceeded for shard"))));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> put().join())
			.withCauseInstanceOf(ProvisionedThroughputExceededException.class);
		assertThat(this.server.kinesis().gate().count("PutRecord")).isGreaterThan(1);
	}

	@Test
	void answersDroppedAfterTheEffectLeaveItInPlace() {
		this.server.install(new Faults() {

			@Override
			public Fault after(Call call, @Nullable Object result) {
				return "PutRecord".equals(call.operation()) ? Fault.DROP : Fault.NONE;
			}

		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> put().join())
			.withCauseInstanceOf(SdkClientException.class);
		long attempts = this.server.kinesis().gate().count("PutRecord");
		assertThat(this.server.records("orders")).hasSize((int) attempts);
	}

	@Test
	void manyDelayedCallsHoldNobodyElseUp() throws InterruptedException {
		CountDownLatch delayed = new CountDownLatch(20);
		this.server.install(new Faults() {

			@Override
			public Fault before(Call call) {
				if ("PutRecord".equals(call.operation())) {
					delayed.countDown();
					return Fault.delay(Duration.ofSeconds(2));
				}
				return Fault.NONE;
			}

		});
		CompletableFuture<?>[] puts = new CompletableFuture<?>[20];
		for (int i = 0; i < puts.length; i++) {
			puts[i] = put();
		}
		assertThat(delayed.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.client.listStreams().join().streamNames()).containsExactly("orders");
		CompletableFuture.allOf(puts).join();
		assertThat(this.server.records("orders")).hasSize(20);
	}

	@Test
	void delaysCostTimersAndNoThreads() throws Exception {
		this.server.faults().on("PutRecord").delay(Duration.ofSeconds(3));
		long started = System.nanoTime();
		HttpClient http = HttpClient.newHttpClient();
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			answers.add(http.sendAsync(
					request("Kinesis_20131202.PutRecord",
							"{\"StreamName\":\"orders\",\"PartitionKey\":\"k\",\"Data\":\"eA==\"}"),
					HttpResponse.BodyHandlers.ofString()));
		}
		Awaitility.await().until(() -> this.server.faults().rules().get(0).fired() == 300);
		assertThat(this.server.records("orders")).isEmpty();
		assertThat(http.send(request("Kinesis_20131202.ListStreams", "{}"), HttpResponse.BodyHandlers.ofString())
			.statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn(Thread::isAlive)
			.filteredOn((thread) -> thread.getName().matches("embedded-kinesis-\\d+"))
			.hasSizeLessThan(50);
		answers.forEach((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(3));
		assertThat(this.server.records("orders")).hasSize(300);
		assertThat(this.server.kinesis().gate().count("PutRecord")).isEqualTo(300);
	}

	@Test
	void answersAreHeldBackAfterTheEffect() {
		this.server.faults().on("PutRecord").afterEffect().times(1).delay(Duration.ofSeconds(2));
		CompletableFuture<PutRecordResponse> put = put();
		Awaitility.await().until(() -> this.server.records("orders").size() == 1);
		assertThat(put).isNotDone();
		assertThat(put.join().shardId()).isNotBlank();
	}

	@Test
	void refusedConnectionsAreResetAndRetriedByTheSdk() {
		FaultRule rule = this.server.faults().onAny().times(2).refuseConnection();
		assertThat(put().join().shardId()).isNotBlank();
		assertThat(rule.fired()).isEqualTo(2);
		assertThat(this.server.records("orders")).hasSize(1);
	}

	@Test
	void connectionsAreResetForOneServiceOnly() throws IOException {
		this.server.faults().onAny().service(Service.KINESIS).refuseConnection();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> put().join())
			.withCauseInstanceOf(SdkClientException.class);
		assertThat(this.server.dynamoDb().gate().count("ListTables")).isZero();
		try (DynamoDbClient dynamoDb = Clients.dynamoDb(this.server.endpoint())) {
			assertThat(dynamoDb.listTables().tableNames()).isEmpty();
		}
		this.server.faults().clear();
		assertThat(this.server.records("orders")).isEmpty();
		this.server.faults().onAny().refuseConnection();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
			try (Socket socket = new Socket("127.0.0.1", this.server.port())) {
				socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				socket.getInputStream().readAllBytes();
			}
		});
	}

	@Test
	void slowBytesTrickleAndArriveWhole() {
		this.client
			.putRecord((put) -> put.streamName("orders").partitionKey("k").data(SdkBytes.fromByteArray(new byte[3000])))
			.join();
		String iterator = this.client
			.getShardIterator((it) -> it.streamName("orders")
				.shardId("shardId-000000000000")
				.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
			.join()
			.shardIterator();
		this.server.faults().on("GetRecords").slowBytes(2000);
		long started = System.nanoTime();
		assertThat(this.client.getRecords((it) -> it.shardIterator(iterator)).join().records()).singleElement()
			.satisfies((record) -> assertThat(record.data().asByteArray()).hasSize(3000));
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(Duration.ofMillis(1400),
				Duration.ofSeconds(15));
	}

	@Test
	void expiredIteratorsAreTyped() {
		this.server.faults().on("GetRecords").expireIterator();
		String iterator = this.client
			.getShardIterator((it) -> it.streamName("orders")
				.shardId("shardId-000000000000")
				.shardIteratorType(ShardIteratorType.LATEST))
			.join()
			.shardIterator();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.client.getRecords((it) -> it.shardIterator(iterator)).join())
			.withCauseInstanceOf(ExpiredIteratorException.class);
	}

	private HttpRequest request(String target, String body) {
		return HttpRequest.newBuilder(this.server.endpoint())
			.version(HttpClient.Version.HTTP_1_1)
			.header("X-Amz-Target", target)
			.header("Content-Type", "application/x-amz-json-1.1")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
	}

	private CompletableFuture<PutRecordResponse> put() {
		return this.client
			.putRecord((put) -> put.streamName("orders").partitionKey("k").data(SdkBytes.fromUtf8String("x")));
	}

	private static Faults before(Fault fault) {
		return new Faults() {

			@Override
			public Fault before(Call call) {
				return fault;
			}

		};
	}

}
