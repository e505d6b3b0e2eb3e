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

package io.kinsumer.boot.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What is found out about the streams for dead letters when the application starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterStreamsTests {

	private static final DeadLetterStream LETTERS = new DeadLetterStream(
			"kinesis.kinsumers.orders.failure.dead-letter.stream-name", new StreamName("orders.dlq"), null);

	private final ClientSettings client = mock(ClientSettings.class);

	private final KinesisAsyncClient kinesis = mock(KinesisAsyncClient.class);

	private final KinesisClients clients = mock(KinesisClients.class);

	private final DeadLetterStreams streams = new DeadLetterStreams(this.clients,
			new KinesisNames(new KinesisProperties(), new MockEnvironment()));

	@Test
	void theAnswerThatThereIsNoneEndsTheStart() {
		describeFailsWith(ResourceNotFoundException.builder().message("not there").build());
		this.streams.need(LETTERS, this.client);
		assertThatExceptionOfType(InvalidKinesisPropertyException.class).isThrownBy(this.streams::start)
			.withMessageContaining(
					"kinesis.kinsumers.orders.failure.dead-letter.stream-name must name a stream that " + "exists")
			.withMessageContaining("'orders.dlq'");
	}

	@Test
	void whoMayNotAskMayStillWrite(CapturedOutput output) {
		describeFailsWith(AccessDeniedException.builder().message("not allowed").build());
		this.streams.need(LETTERS, this.client);
		this.streams.start();
		assertThat(this.streams.isRunning()).isTrue();
		assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
	}

	@Test
	void forAListenerThatComesLaterItIsLogged(CapturedOutput output) {
		describeFailsWith(ResourceNotFoundException.builder().message("not there").build());
		this.streams.start();
		this.streams.need(LETTERS, this.client);
		assertThat(output).contains("must name a stream that exists").contains("aws kinesis create-stream");
	}

	@SuppressWarnings("unchecked")
	private void describeFailsWith(Exception failure) {
		given(this.clients.kinesis(this.client)).willReturn(this.kinesis);
		CompletableFuture<DescribeStreamSummaryResponse> answer = CompletableFuture.failedFuture(failure);
		given(this.kinesis.describeStreamSummary((Consumer<DescribeStreamSummaryRequest.Builder>) any()))
			.willReturn(answer);
	}

}
