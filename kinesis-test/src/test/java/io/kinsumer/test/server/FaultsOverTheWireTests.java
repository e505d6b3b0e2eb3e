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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.fault.Call;
import io.kinsumer.test.fault.Fault;
import io.kinsumer.test.fault.Faults;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

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
