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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.kinsumer.core.client.AwsErrors.Kind;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.utils.DateUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is tried again, and what is not.
 */
class AwsErrorsTests {

	@Test
	void requestsOfAClockThatWasWrongAreTriedAgain() {
		assertThat(kindOf("InvalidSignatureException", Duration.ofHours(2))).isEqualTo(Kind.TRANSIENT);
		assertThat(kindOf("RequestExpired", Duration.ZERO)).isEqualTo(Kind.TRANSIENT);
		assertThat(kindOf("InvalidSignatureException", Duration.ofSeconds(10))).as("the key is wrong, not the clock")
			.isEqualTo(Kind.PERMANENT);
	}

	@Test
	void requestsThatMeetAConnectionOnItsEndAreTriedAgain() {
		Throwable cause = Http2Exception.streamError(5, Http2Error.REFUSED_STREAM,
				"Cannot create stream %d greater than Last-Stream-ID %d from GOAWAY.", 5, 3);
		assertThat(AwsErrors.kindOf(SdkClientException.create("Unable to execute HTTP request", cause)))
			.isEqualTo(Kind.TRANSIENT);
		Throwable noHttp2 = Http2Exception.connectionError(Http2Error.PROTOCOL_ERROR,
				"First received frame was not SETTINGS.");
		assertThat(AwsErrors.kindOf(SdkClientException.create("Unable to execute HTTP request", noHttp2)))
			.isEqualTo(Kind.PERMANENT);
	}

	@Test
	void callsThatFindNoFreeConnectionAreTriedAgain() {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start()) {
			server.faults().on("ListStreams").delay(Duration.ofMillis(200));
			ClientSettings settings = ClientSettings.builder("default")
				.region("eu-central-1")
				.endpoint(server.endpoint())
				.credentials(new ClientCredentials("test", "test", null))
				.build();
			try (AwsClients clients = AwsClients.builder(settings)
				.customizeKinesis((kinesis) -> kinesis.httpClientBuilder(NettyNioAsyncHttpClient.builder()
					.protocol(Protocol.HTTP1_1)
					.maxConcurrency(1)
					.maxPendingConnectionAcquires(1)))
				.build()) {
				List<CompletableFuture<?>> calls = new ArrayList<>();
				for (int i = 0; i < 20; i++) {
					calls.add(clients.kinesisReads().listStreams());
				}
				List<Throwable> failures = calls.stream()
					.map((call) -> call.handle((value, failure) -> failure).join())
					.filter(Objects::nonNull)
					.map(Throwable.class::cast)
					.toList();
				assertThat(failures).isNotEmpty()
					.allSatisfy((failure) -> assertThat(AwsErrors.kindOf(failure)).as("%s", failure)
						.isEqualTo(Kind.TRANSIENT));
			}
		}
	}

	/**
	 * The kind of an error of a request that was signed by a clock which was ahead.
	 */
	private static Kind kindOf(String code, Duration ahead) {
		AwsErrorDetails details = AwsErrorDetails.builder()
			.errorCode(code)
			.sdkHttpResponse(SdkHttpResponse.builder()
				.statusCode(400)
				.putHeader("Date", DateUtils.formatRfc822Date(Instant.now().minus(ahead)))
				.build())
			.build();
		AwsServiceException failure = KinesisException.builder()
			.statusCode(400)
			.clockSkew(Duration.ZERO)
			.awsErrorDetails(details)
			.build();
		return AwsErrors.kindOf(new CompletionException(failure));
	}

}
