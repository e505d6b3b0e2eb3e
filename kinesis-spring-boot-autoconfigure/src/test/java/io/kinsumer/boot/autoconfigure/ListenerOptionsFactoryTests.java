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

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.deadletter.StreamDeadLetterTarget;
import io.kinsumer.spring.error.DeadLetterTarget;
import io.kinsumer.spring.error.FailureDecision;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.FailurePolicy;
import io.kinsumer.spring.error.HandlingFailure;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import io.kinsumer.spring.listener.AckMode;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.listener.ListenerInterceptor;
import io.kinsumer.spring.listener.ListenerOptions;
import io.kinsumer.spring.listener.RecordUnwrapper;
import io.kinsumer.spring.listener.RecordUnwrapperFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

class ListenerOptionsFactoryTests {

	private static final String PREFIX = "kinesis.kinsumers.orders";

	private static final FailurePolicy POLICY = (failure) -> new FailureDecision.Skip();

	private static final DeadLetterTarget TARGET = (letter) -> CompletableFuture.completedFuture(null);

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@Test
	void byDefaultRecordsAreTriedWithoutEndAndWhatIsHopelessStopsTheShard() {
		ListenerOptions options = create(Map.of());
		assertThat(options.ackMode()).isEqualTo(AckMode.BATCH);
		assertThat(options.failurePolicy()).isInstanceOf(RetryingFailurePolicy.class);
		assertThat(decide(options, new Exception(), 1000)).isInstanceOf(FailureDecision.Retry.class);
		assertThat(decide(options, new ClassCastException(), 1)).isEqualTo(new FailureDecision.Stop());
		assertThat(options.deadLetterTarget()).isInstanceOf(StreamDeadLetterTarget.class);
	}

	@Test
	void takesWhatIsConfigured() {
		ListenerOptions options = create(
				Map.of("ack-mode", "manual", "failure.max-attempts", "3", "failure.backoff.initial-interval", "2s",
						"failure.backoff.multiplier", "3", "failure.backoff.max-interval", "5s",
						"failure.backoff.jitter", "0", "failure.on-exhausted", "dead-letter", "failure.not-retryable",
						"java.io.IOException", "failure.retryable", "java.net.ConnectException"));
		assertThat(options.ackMode()).isEqualTo(AckMode.MANUAL);
		assertThat(decide(options, new Exception(), 1)).isEqualTo(new FailureDecision.Retry(Duration.ofSeconds(2)));
		assertThat(decide(options, new Exception(), 2)).isEqualTo(new FailureDecision.Retry(Duration.ofSeconds(5)));
		assertThat(decide(options, new Exception(), 3)).isEqualTo(new FailureDecision.SendToDeadLetter());
		assertThat(decide(options, new IOException(), 1)).isEqualTo(new FailureDecision.SendToDeadLetter());
		assertThat(decide(options, new ConnectException(), 1)).isInstanceOf(FailureDecision.Retry.class);
	}

	@Test
	void aSingleBeanAppliesToAllThatSayNothingElse() {
		this.beans.registerSingleton("policy", POLICY);
		this.beans.registerSingleton("target", TARGET);
		ListenerInterceptor interceptor = (invocation) -> invocation.proceed();
		FailureListener listener = new FailureListener() {
		};
		this.beans.registerSingleton("interceptor", interceptor);
		this.beans.registerSingleton("listener", listener);
		ListenerOptions options = create(Map.of());
		assertThat(options.failurePolicy()).isSameAs(POLICY);
		assertThat(options.deadLetterTarget()).isSameAs(TARGET);
		assertThat(options.interceptors()).containsExactly(interceptor);
		assertThat(options.failureListeners()).containsExactly(listener);
		ListenerOptions own = create(
				Map.of("failure.max-attempts", "2", "failure.dead-letter.stream-name", "elsewhere"));
		assertThat(own.failurePolicy()).isInstanceOf(RetryingFailurePolicy.class);
		assertThat(own.deadLetterTarget()).isInstanceOf(StreamDeadLetterTarget.class);
	}

	@Test
	void beansAreChosenByName() {
		this.beans.registerSingleton("one", POLICY);
		this.beans.registerSingleton("two", (FailurePolicy) (failure) -> new FailureDecision.Stop());
		this.beans.registerSingleton("queue", TARGET);
		this.beans.registerSingleton("bucket", (DeadLetterTarget) (letter) -> CompletableFuture.completedFuture(null));
		ListenerOptions options = create(Map.of("failure.policy", "one", "failure.dead-letter.target", "queue"));
		assertThat(options.failurePolicy()).isSameAs(POLICY);
		assertThat(options.deadLetterTarget()).isSameAs(TARGET);
		assertThat(create(Map.of()).failurePolicy()).isInstanceOf(RetryingFailurePolicy.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					failure.max-attempts|-1|must be at least 1, or 0 for attempts without end
					failure.backoff.initial-interval|0s|must be from 1ms to 1d
					failure.backoff.multiplier|0.5|must be from 1 to 100
					failure.backoff.max-interval|500ms|must be from the initial interval
					failure.backoff.jitter|2|must be from 0 to 1
					failure.retryable|com.example.Missing|must name a class that exists
					failure.not-retryable|java.lang.String|must name a class of exceptions
					failure.policy|missing|must name a bean of type FailurePolicy
					failure.policy|text|must name a bean of type FailurePolicy
					failure.dead-letter.target|missing|must name a bean of type DeadLetterTarget
					failure.dead-letter.stream-name|orders|must not be the stream that is read
					failure.dead-letter.stream-arn|arn:aws:kinesis:eu-central-1:123456789012:stream/orders|must not be the stream
					failure.dead-letter.stream-arn|orders|must be the ARN of a stream
					""")
	void aValueThatBreaksItsRuleIsRefusedByItsWholeName(String property, String value, String rule) {
		this.beans.registerSingleton("text", "no policy");
		assertThatExceptionOfType(InvalidKinesisPropertyException.class)
			.isThrownBy(() -> create(Map.of(property, value)))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo(PREFIX + "." + property);
				assertThat(ex.getRule()).startsWith(rule);
				assertThat(ex.getRemedy()).isNotBlank();
			});
	}

	@Test
	void settingsThatHaveNoEffectAreRefused() {
		this.beans.registerSingleton("mine", POLICY);
		this.beans.registerSingleton("queue", TARGET);
		assertRefused("failure.policy", Map.of("failure.policy", "mine", "failure.max-attempts", "3"));
		assertRefused("failure.dead-letter.target",
				Map.of("failure.dead-letter.target", "queue", "failure.dead-letter.stream-name", "letters"));
		String arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/letters";
		assertRefused("failure.dead-letter.target",
				Map.of("failure.dead-letter.target", "queue", "failure.dead-letter.stream-arn", arn));
		assertRefused("failure.dead-letter.stream-arn",
				Map.of("failure.dead-letter.stream-name", "letters", "failure.dead-letter.stream-arn", arn));
	}

	@Test
	void lettersOfLettersAreNotMadeUnlessSaidWhere() {
		assertThatExceptionOfType(InvalidKinesisPropertyException.class)
			.isThrownBy(() -> create(Map.of("failure.on-exhausted", "dead-letter"), "orders.dlq"))
			.withMessageContaining("must say where to");
		assertThat(create(Map.of("failure.on-exhausted", "dead-letter", "failure.dead-letter.stream-name", "attic"),
				"orders.dlq")
			.deadLetterTarget()).isInstanceOf(StreamDeadLetterTarget.class);
		assertThat(decide(create(Map.of(), "orders.dlq"), new ClassCastException(), 1))
			.isEqualTo(new FailureDecision.Stop());
	}

	private void assertRefused(String property, Map<String, String> properties) {
		assertThatExceptionOfType(InvalidKinesisPropertyException.class).isThrownBy(() -> create(properties))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(PREFIX + "." + property));
	}

	private static FailureDecision decide(ListenerOptions options, Throwable failure, int attempt) {
		return options.failurePolicy()
			.decide(new HandlingFailure("orders", "shop", "orders", mock(KinesisRecord.class), failure, attempt));
	}

	@Test
	void aFactoryDecidesWhatListenersSee() {
		assertThat(create(Map.of()).unwrapper()).isNull();
		assertThat(create(Map.of("envelope", "false")).unwrapper()).isNull();
		assertThatExceptionOfType(InvalidKinesisPropertyException.class)
			.isThrownBy(() -> create(Map.of("envelope", "true")))
			.withMessageContaining(PREFIX + ".envelope")
			.withMessageContaining("RecordUnwrapperFactory");
		Map<String, RecordUnwrapper> unwrappers = new HashMap<>();
		this.beans.registerSingleton("unwrappers", (RecordUnwrapperFactory) (endpoint, envelope) -> unwrappers
			.computeIfAbsent(endpoint.id() + " " + envelope, (key) -> (record) -> record));
		assertThat(create(Map.of()).unwrapper()).isSameAs(unwrappers.get("orders null"));
		assertThat(create(Map.of("envelope", "true")).unwrapper()).isSameAs(unwrappers.get("orders true"));
		assertThat(create(Map.of("envelope", "false")).unwrapper()).isSameAs(unwrappers.get("orders false"));
		assertThat(unwrappers).hasSize(3);
	}

	private ListenerOptions create(Map<String, String> properties) {
		return create(properties, "orders");
	}

	private ListenerOptions create(Map<String, String> properties, String stream) {
		KinsumerProperties bound = new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("",
				KinsumerProperties.class);
		MockEnvironment environment = new MockEnvironment();
		DeadLetterStreams streams = new DeadLetterStreams(
				new KinesisClients(this.beans.getBeanProvider(KinesisAsyncClient.class),
						this.beans.getBeanProvider(DynamoDbAsyncClient.class), mock(AwsClientsFactory.class)),
				new KinesisNames(new KinesisProperties(), environment));
		KinsumerSettings settings = KinsumerSettings.builder("orders", new StreamName(stream), "shop", "me").build();
		return new ListenerOptionsFactory(this.beans, streams).create(PREFIX,
				KinesisListenerEndpoint.of("orders", "orders",
						new ListenerHandler.OfRecords((record, context) -> null)),
				bound, settings, mock(ClientSettings.class));
	}

}
