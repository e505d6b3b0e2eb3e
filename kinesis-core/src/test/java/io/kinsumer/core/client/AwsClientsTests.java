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

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;

import io.kinsumer.core.client.AwsErrors.Kind;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.writer.WriterSettings;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsClientsTests {

	@Test
	void buildsEachClientOnceAndRefusesAfterClose() {
		AwsClients clients = AwsClients.create(local().build());
		assertThat(clients.kinesis()).isSameAs(clients.kinesis());
		assertThat(clients.kinesisReads()).isSameAs(clients.kinesisReads()).isNotSameAs(clients.kinesis());
		assertThat(clients.dynamoDb()).isSameAs(clients.dynamoDb());
		clients.close();
		clients.close();
		AwsClients unused = AwsClients.create(local().build());
		unused.close();
		assertThatIllegalStateException().isThrownBy(unused::kinesis).withMessage("client 'default' is closed");
	}

	@Test
	void readsAreRetriedAndTimedByTheirCallerAlone() {
		try (AwsClients clients = AwsClients.create(local().build())) {
			ClientOverrideConfiguration reads = clients.kinesisReads()
				.serviceClientConfiguration()
				.overrideConfiguration();
			assertThat(reads.apiCallTimeout()).isEmpty();
			assertThat(reads.retryStrategy().orElseThrow().maxAttempts()).isEqualTo(1);
			ClientOverrideConfiguration others = clients.kinesis().serviceClientConfiguration().overrideConfiguration();
			assertThat(others.apiCallTimeout()).isPresent();
			assertThat(others.retryStrategy().orElseThrow().maxAttempts()).isGreaterThan(1);
		}
	}

	@Test
	void missingRegionNamesClientAndRemedy() {
		// A profile that does not exist gives no region; the other sources are switched
		// off.
		String metadata = System.setProperty("aws.disableEc2Metadata", "true");
		try (AwsClients clients = AwsClients
			.create(ClientSettings.builder("audit").profile("no-such-profile").build())) {
			assertThatThrownBy(clients::kinesis).isInstanceOf(MissingRegionException.class)
				.hasMessageContaining("client 'audit'")
				.hasMessageContaining("kinesis.clients.audit.region");
		}
		finally {
			if (metadata == null) {
				System.clearProperty("aws.disableEc2Metadata");
			}
			else {
				System.setProperty("aws.disableEc2Metadata", metadata);
			}
		}
	}

	@Test
	void closedBeforeAnyUseOfRoleNeedsNoService() {
		AwsClients clients = AwsClients.create(local().roleArn("arn:aws:iam::123456789012:role/reader").build());
		assertThat(clients.kinesis()).isNotNull();
		clients.close();
	}

	@Test
	void secretsAreNotShown() {
		ClientSettings settings = local().credentials(new ClientCredentials("AKIA", "s3cret", "t0ken")).build();
		assertThat(settings.toString()).contains("AKIA").doesNotContain("s3cret").doesNotContain("t0ken");
	}

	@Test
	void wrongSettingsAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> local().endpoint(URI.create("localhost:4566")).build())
			.withMessageStartingWith("endpoint ")
			.withMessageContaining("localhost:4566");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofSeconds(1), Duration.ofMillis(1), 1, Duration.ofSeconds(1)))
			.withMessageStartingWith("backoff.max-interval ");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpSettings(Duration.ofSeconds(1), Duration.ZERO, null, 1, null))
			.withMessageStartingWith("http.read-timeout ");
		Duration forever = ChronoUnit.FOREVER.getDuration();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 1, forever))
			.withMessageStartingWith("backoff.max-elapsed-time must be at most ");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofMillis(1), forever, 1, Duration.ofMillis(1)))
			.withMessageStartingWith("backoff.max-interval must be at most ");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> WriterSettings.of("orders", new StreamName("orders")).withRequestTimeout(forever))
			.withMessageStartingWith("request-timeout must be at most ");
	}

	@Test
	void backoffGrowsToItsBoundWithJitter() {
		Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 3, Duration.ofMinutes(1));
		java.util.Random random = new java.util.Random(1);
		for (int i = 0; i < 1000; i++) {
			assertThat(backoff.delayAfter(1, random)).isBetween(Duration.ofMillis(1), Duration.ofMillis(100));
			assertThat(backoff.delayAfter(3, random)).isBetween(Duration.ofMillis(1), Duration.ofMillis(400));
			assertThat(backoff.delayAfter(1000, random)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
		}
		assertThat(backoff.allowsAttemptAfter(2)).isTrue();
		assertThat(backoff.allowsAttemptAfter(3)).isFalse();
		assertThat(Backoff.infinite().allowsAttemptAfter(Integer.MAX_VALUE)).isTrue();
	}

	@Test
	void failuresAreToldApart() {
		Throwable missing = ResourceNotFoundException.builder().message("gone").statusCode(400).build();
		assertThat(AwsErrors.translate("orders", new CompletionException(missing)))
			.isInstanceOf(NoSuchStreamException.class)
			.hasMessageContaining("'orders'")
			.hasCause(missing);
		assertThat(AwsErrors.kindOf(missing)).isEqualTo(Kind.PERMANENT);
		Throwable throttle = ProvisionedThroughputExceededException.builder().message("slow").build();
		assertThat(AwsErrors.translate("orders", throttle)).isInstanceOf(ThrottlingException.class);
		assertThat(AwsErrors.kindOf(new CompletionException(throttle))).isEqualTo(Kind.THROTTLED);
		assertThat(AwsErrors.kindOf(service(503, "ServiceUnavailable"))).isEqualTo(Kind.TRANSIENT);
		assertThat(AwsErrors.translate("orders", service(503, "x"))).isInstanceOf(DependencyException.class);
		assertThat(AwsErrors.kindOf(service(400, "ValidationException"))).isEqualTo(Kind.PERMANENT);
		assertThat(AwsErrors.translate("orders", service(400, "ValidationException")))
			.isInstanceOf(InvalidRequestException.class);
		assertThat(AwsErrors.translate("orders", service(400, "UnrecognizedClientException")))
			.isInstanceOf(AccessDeniedException.class);
		assertThat(AwsErrors.kindOf(ApiCallTimeoutException.create(1))).isEqualTo(Kind.TRANSIENT);
		assertThat(AwsErrors.kindOf(new RuntimeException(new java.net.ConnectException()))).isEqualTo(Kind.TRANSIENT);
		assertThat(AwsErrors.kindOf(new IllegalStateException())).isEqualTo(Kind.PERMANENT);
		assertThat(AwsErrors.codeOf(service(400, "ValidationException"))).isEqualTo("ValidationException");
	}

	private static ClientSettings.Builder local() {
		return ClientSettings.builder("default")
			.region("eu-central-1")
			.endpoint(URI.create("http://127.0.0.1:1"))
			.credentials(new ClientCredentials("key", "secret", null));
	}

	private static Throwable service(int status, String code) {
		return KinesisException.builder()
			.statusCode(status)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
			.message(code)
			.build();
	}

}
