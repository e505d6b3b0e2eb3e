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

package io.kinsumer.core.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ToldRetriesTests {

	private static final Throwable REFUSED = SdkClientException.create("no connection", new IOException("refused"));

	private final Logger logger = (Logger) LoggerFactory.getLogger(ToldRetries.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final ToldRetries retries = new ToldRetries(AwsRetryStrategy.standardRetryStrategy()
		.toBuilder()
		.maxAttempts(100)
		.backoffStrategy(BackoffStrategy.retryImmediately())
		.circuitBreakerEnabled(false)
		.build(), "Kinesis, client 'audit'");

	private RetryToken token = this.retries.acquireInitialToken(AcquireInitialTokenRequest.create("a call")).token();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.setLevel(Level.INFO);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@Test
	void threeFailuresInARowAreEverydayLife() {
		for (int i = 0; i < 10; i++) {
			fail(3);
			succeed();
		}
		assertThat(told()).isEmpty();
	}

	@Test
	void fourAreToldThenTwiceAsManyAndThatItIsOver() {
		fail(17);
		succeed();
		succeed();
		assertThat(told()).containsExactly(
				"WARN Kinesis, client 'audit': 4 attempts in a row failed and are repeated, the last one because of "
						+ REFUSED,
				"WARN Kinesis, client 'audit': 8 attempts in a row failed and are repeated, the last one because of "
						+ REFUSED,
				"WARN Kinesis, client 'audit': 16 attempts in a row failed and are repeated, the last one because of "
						+ REFUSED,
				"INFO Kinesis, client 'audit' answers again, after 17 failed attempts");
	}

	@Test
	void whatIsNotRepeatedDoesNotCount() {
		fail(3);
		RefreshRetryTokenRequest permanent = RefreshRetryTokenRequest.builder()
			.token(this.token)
			.failure(new IllegalArgumentException("no such table"))
			.build();
		assertThatExceptionOfType(TokenAcquisitionFailedException.class)
			.isThrownBy(() -> this.retries.refreshRetryToken(permanent));
		assertThat(told()).isEmpty();
	}

	@Test
	void clientsTellOfServicesThatFailAgainAndAgain() {
		Backoff fast = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 5, Duration.ofMinutes(1));
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start();
				AwsClients clients = AwsClients.create(ClientSettings.builder("audit")
					.region(EmbeddedKinesisServer.REGION)
					.endpoint(server.endpoint())
					.credentials(new ClientCredentials("key", "s3cret", null))
					.backoff(fast)
					.build())) {
			server.faults().on("ListStreams", "ListTables").error("InternalFailure", 500);
			assertThatThrownBy(() -> clients.kinesis().listStreams().join()).hasMessageContaining("Status Code: 500");
			assertThatThrownBy(() -> clients.dynamoDb().listTables().join()).hasMessageContaining("Status Code: 500");
		}
		assertThat(told()).hasSize(2).noneMatch((line) -> line.contains("s3cret"));
		assertThat(told().get(0)).startsWith("WARN Kinesis, client 'audit': 4 attempts").contains("Status Code: 500");
		assertThat(told().get(1)).startsWith("WARN DynamoDB, client 'audit': 4 attempts");
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.token = this.retries
				.refreshRetryToken(RefreshRetryTokenRequest.builder().token(this.token).failure(REFUSED).build())
				.token();
		}
	}

	private void succeed() {
		this.retries.recordSuccess(RecordSuccessRequest.create(this.token));
		this.token = this.retries.acquireInitialToken(AcquireInitialTokenRequest.create("a call")).token();
	}

	private List<String> told() {
		return this.log.list.stream().map((event) -> event.getLevel() + " " + event.getFormattedMessage()).toList();
	}

}
