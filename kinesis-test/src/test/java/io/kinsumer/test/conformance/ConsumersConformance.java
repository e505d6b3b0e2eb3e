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

package io.kinsumer.test.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersResponse;
import software.amazon.awssdk.services.kinesis.model.Tag;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Consumers of enhanced fan-out. From RegisterStreamConsumer, DescribeStreamConsumer,
 * ListStreamConsumers, DeregisterStreamConsumer, DeleteStream and the types ConsumerName
 * and ConsumerARN of the API reference.
 */
interface ConsumersConformance extends KinesisConformance {

	@Test
	default void registeredConsumersAreDescribed() {
		String stream = stream(1);
		String app = uniqueName("app");
		Consumer registered = get(client().registerStreamConsumer((it) -> it.streamARN(arn(stream)).consumerName(app)))
			.consumer();
		assertThat(registered.consumerName()).isEqualTo(app);
		assertThat(registered.consumerARN()).startsWith(arn(stream) + "/consumer/" + app + ":").matches(".*:\\d+");
		assertThat(registered.consumerStatus()).isIn(ConsumerStatus.CREATING, ConsumerStatus.ACTIVE);
		assertThat(registered.consumerCreationTimestamp()).isNotNull();
		awaitActiveConsumer(registered.consumerARN());
		ConsumerDescription described = get(
				client().describeStreamConsumer((it) -> it.streamARN(arn(stream)).consumerName(app)))
			.consumerDescription();
		assertThat(described.consumerARN()).isEqualTo(registered.consumerARN());
		assertThat(described.streamARN()).isEqualTo(arn(stream));
		assertThat(get(client().describeStreamSummary((it) -> it.streamName(stream))).streamDescriptionSummary()
			.consumerCount()).isEqualTo(1);
	}

	@Test
	default void namesOfConsumersAreTakenOnceAStream() {
		String stream = stream(1);
		String app = uniqueName("app");
		consumer(stream, app);
		refused(() -> client().registerStreamConsumer((it) -> it.streamARN(arn(stream)).consumerName(app)),
				"ResourceInUseException");
		consumer(stream(1), app);
	}

	@ParameterizedTest
	@ValueSource(strings = { "with space", "slash/", "ümlaut" })
	default void namesOfConsumersKeepToTheirCharacters(String name) {
		String arn = arn(stream(1));
		refused(() -> client().registerStreamConsumer((it) -> it.streamARN(arn).consumerName(name)), BAD_VALUE);
	}

	@Test
	default void namesOfConsumersHave1To128Characters() {
		String stream = stream(1);
		consumer(stream, "x".repeat(128));
		for (String name : List.of("", "x".repeat(129))) {
			refused(() -> client().registerStreamConsumer((it) -> it.streamARN(arn(stream)).consumerName(name)),
					BAD_VALUE);
		}
	}

	@Test
	default void consumersAreNamedByTheirArnOrByTheirStreamAndName() {
		String stream = stream(1);
		String app = uniqueName("app");
		String arn = consumer(stream, app);
		assertThat(get(
				client().describeStreamConsumer((it) -> it.consumerARN(arn).streamARN(arn(stream)).consumerName(app)))
			.consumerDescription()
			.consumerName()).isEqualTo(app);
		refused(() -> client().describeStreamConsumer((it) -> it.consumerName(app)), BAD_VALUE);
		refused(() -> client().describeStreamConsumer((it) -> it.streamARN(arn(stream))), BAD_VALUE);
		documented(Quirk.CONFLICTING_NAMES_OF_CONSUMERS,
				() -> refused(() -> client()
					.describeStreamConsumer((it) -> it.consumerARN(arn).streamARN(arn(stream)).consumerName("other")),
						BAD_VALUE),
				() -> assertThat(get(client()
					.describeStreamConsumer((it) -> it.consumerARN(arn).streamARN(arn(stream)).consumerName("other")))
					.consumerDescription()
					.consumerName()).isEqualTo(app));
	}

	@Test
	default void unknownConsumersAreNotFound() {
		String stream = stream(1);
		String app = uniqueName("app");
		String code = "ResourceNotFoundException";
		refused(() -> client().describeStreamConsumer((it) -> it.streamARN(arn(stream)).consumerName(app)), code);
		refused(() -> client().describeStreamConsumer((it) -> it.consumerARN(arn(stream) + "/consumer/" + app + ":1")),
				code);
		refused(() -> client().deregisterStreamConsumer((it) -> it.streamARN(arn(stream)).consumerName(app)), code);
		refused(() -> client().registerStreamConsumer((it) -> it.streamARN(arn(stream) + "x").consumerName(app)), code);
		refused(() -> client().listStreamConsumers((it) -> it.streamARN(arn(stream) + "x")), code);
	}

	@Test
	default void consumersAreListedInPages() {
		String stream = stream(1);
		for (String name : List.of("a", "b", "c")) {
			consumer(stream, name);
		}
		assertThat(get(client().listStreamConsumers((it) -> it.streamARN(arn(stream)))).consumers())
			.extracting(Consumer::consumerName)
			.containsExactlyInAnyOrder("a", "b", "c");
		ListStreamConsumersResponse page = get(
				client().listStreamConsumers((it) -> it.streamARN(arn(stream)).maxResults(2)));
		assertThat(page.consumers()).hasSize(2);
		documented(Quirk.TOKENS_OF_CONSUMERS, () -> {
			ListStreamConsumersResponse rest = get(
					client().listStreamConsumers((it) -> it.streamARN(arn(stream)).nextToken(page.nextToken())));
			assertThat(rest.consumers()).hasSize(1).doesNotContainAnyElementsOf(page.consumers());
			assertThat(rest.nextToken()).isNull();
			refused(() -> client().listStreamConsumers((it) -> it.streamARN(arn(stream)).nextToken("garbage")),
					"InvalidArgumentException", "ValidationException", "ExpiredNextTokenException");
		}, () -> assertThat(page.nextToken()).isNull());
		for (int max : List.of(0, 10_001)) {
			refused(() -> client().listStreamConsumers((it) -> it.streamARN(arn(stream)).maxResults(max)), BAD_VALUE);
		}
	}

	@Test
	default void deregisteredConsumersAreGone() {
		String stream = stream(1);
		String arn = consumer(stream, uniqueName("app"));
		get(client().deregisterStreamConsumer((it) -> it.consumerARN(arn)));
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.untilAsserted(() -> refused(() -> client().describeStreamConsumer((it) -> it.consumerARN(arn)),
					"ResourceNotFoundException"));
		assertThat(get(client().listStreamConsumers((it) -> it.streamARN(arn(stream)))).consumers()).isEmpty();
	}

	@Test
	default void consumersOfOtherStreamsKeepTheNameOfADeregisteredOne() {
		String name = uniqueName("app");
		String kept = consumer(stream(1), name);
		String deregistered = consumer(stream(1), name);
		get(client().deregisterStreamConsumer((it) -> it.consumerARN(deregistered)));
		Conformance.awaitQuickly(() -> !isKnown(kept) || !isKnown(deregistered));
		documented(Quirk.NAMESAKES_OF_CONSUMERS, () -> assertThat(isKnown(kept)).isTrue(),
				() -> assertThat(isKnown(kept)).isNotEqualTo(isKnown(deregistered)));
	}

	private boolean isKnown(String consumer) {
		return client().describeStreamConsumer((it) -> it.consumerARN(consumer))
			.handle((description, failure) -> failure == null)
			.join();
	}

	@Test
	default void streamsWithConsumersAreDeletedOnlyWhenEnforced() {
		String stream = stream(1);
		String app = uniqueName("app");
		consumer(stream, app);
		refused(() -> client().deleteStream((it) -> it.streamName(stream)), "ResourceInUseException");
		documented(Quirk.REFUSED_DELETIONS, () -> {
			assertThat(shards(stream)).hasSize(1);
			get(client().deleteStream((it) -> it.streamName(stream).enforceConsumerDeletion(true)));
		}, () -> awaitGone(stream));
		awaitGone(stream);
	}

	@Test
	default void consumersHaveTags() {
		String stream = stream(1);
		String arn = get(client().registerStreamConsumer(
				(it) -> it.streamARN(arn(stream)).consumerName(uniqueName("app")).tags(Map.of("a", "1"))))
			.consumer()
			.consumerARN();
		documented(Quirk.TAGS_OF_NEW_CONSUMERS,
				() -> assertThat(get(client().listTagsForResource((it) -> it.resourceARN(arn))).tags())
					.extracting(Tag::key)
					.containsExactly("a"),
				() -> assertThat(get(client().listTagsForResource((it) -> it.resourceARN(arn))).tags()).isEmpty());
		awaitActiveConsumer(arn);
		get(client().untagResource((it) -> it.resourceARN(arn).tagKeys("a")));
		get(client().tagResource((it) -> it.resourceARN(arn).tags(Map.of("b", "2"))));
		assertThat(get(client().listTagsForResource((it) -> it.resourceARN(arn))).tags()).extracting(Tag::key)
			.containsExactly("b");
	}

	/** Registers a consumer and waits until it may subscribe. */
	default String consumer(String stream, String name) {
		String arn = get(client().registerStreamConsumer((it) -> it.streamARN(arn(stream)).consumerName(name)))
			.consumer()
			.consumerARN();
		awaitActiveConsumer(arn);
		return arn;
	}

	private void awaitActiveConsumer(String arn) {
		Conformance
			.awaitQuickly(() -> get(client().describeStreamConsumer((it) -> it.consumerARN(arn))).consumerDescription()
				.consumerStatus() == ConsumerStatus.ACTIVE);
	}

	private void awaitGone(String stream) {
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.untilAsserted(() -> refused(() -> client().describeStreamSummary((it) -> it.streamName(stream)),
					"ResourceNotFoundException"));
	}

}
