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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.event.EventErrorLoggingInterceptor;
import io.kinsumer.spring.event.EventMessageFactory;
import io.kinsumer.spring.event.EventRegistration;
import io.kinsumer.spring.event.EventRegistrationException;
import io.kinsumer.spring.event.EventRegistry;
import io.kinsumer.spring.event.KinesisBus;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.event.message.EnvelopeCodec;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.message.EventsNotWrittenException;
import io.kinsumer.spring.event.message.IdentifierFactory;
import io.kinsumer.spring.event.message.JsonEnvelopeCodec;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.SendInterceptor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class KinesisEventAutoConfigurationTests {

	private final List<UserRecord> sent = new ArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisProducerAutoConfiguration.class, KinesisObservationAutoConfiguration.class,
				KinesisEventAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("kinesis.clients.default.region=eu-central-1", "spring.application.name=shop")
		.withBean(SendInterceptor.class, () -> (invocation) -> {
			this.sent.add(invocation.record());
			return "bad".equals(invocation.record().partitionKey())
					? CompletableFuture.failedFuture(new KinesisException("refused", null))
					: CompletableFuture.completedFuture(new RecordResult(new ShardId("shardId-000000000000"),
							new SequenceNumber("49", 0), false, 1));
		});

	@Test
	void everythingIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(EventRegistry.class)
			.hasSingleBean(KinesisPublisher.class)
			.hasSingleBean(KinesisBus.class)
			.hasSingleBean(EventWriter.class)
			.hasSingleBean(JsonEnvelopeCodec.class)
			.doesNotHaveBean(EventErrorLoggingInterceptor.class));
		this.runner.withPropertyValues("kinesis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KinesisPublisher.class));
		this.runner.withPropertyValues("kinesis.events.error-logging=true")
			.run((context) -> assertThat(context).hasSingleBean(EventErrorLoggingInterceptor.class));
	}

	@Test
	void typesComeFromBeansAndProperties() {
		this.runner.withBean("orders", EventRegistration.class, () -> EventRegistration.of(Placed.class, "orders"))
			.withPropertyValues("kinesis.events.types.order-paid.type=" + Paid.class.getName(),
					"kinesis.events.types.order-paid.stream=payments",
					"kinesis.events.types.order-paid.content-type=application/json")
			.run((context) -> {
				EventRegistry registry = context.getBean(EventRegistry.class);
				assertThat(registry.get(Placed.class).stream()).isEqualTo("orders");
				assertThat(registry.get(Paid.class)).isEqualTo(EventRegistration.of(Paid.class, "payments")
					.withName("order-paid")
					.withContentType("application/json"));
			});
	}

	@Test
	void wrongTypesEndTheStart() {
		failure("kinesis.events.types.order-paid.stream=payments", "kinesis.events.types.order-paid.type",
				"must not be blank");
		failure("kinesis.events.types.order-paid.type=" + Paid.class.getName(),
				"kinesis.events.types.order-paid.stream", "must not be blank");
		this.runner
			.withPropertyValues("kinesis.events.types.order-paid.type=no.Such",
					"kinesis.events.types.order-paid.stream=payments")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("kinesis.events.types.order-paid.type must be the full name of a class, but is 'no.Such'"));
		this.runner.withPropertyValues("kinesis.events.types.order-paid.type=" + Paid.class.getName(),
				"kinesis.events.types.order-paid.stream=payments", "kinesis.events.types.order-paid.content-type=json")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("kinesis.events.types.order-paid.content-type must be a content type"));
		this.runner.withBean("one", EventRegistration.class, () -> EventRegistration.of(Paid.class, "one"))
			.withBean("two", EventRegistration.class, () -> EventRegistration.of(Paid.class, "two"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(EventRegistrationException.class));
	}

	private void failure(String property, String key, String rule) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageContaining(key)
				.hasMessageContaining(rule));
	}

	@Test
	void anEnvelopeIsThePayloadOfARecordWithoutHeaders() {
		this.runner.run((context) -> {
			EventMessage message = context.getBean(KinesisPublisher.class).publishTo("orders", new Placed("1"));
			assertThat(this.sent).hasSize(1);
			assertThat(this.sent.get(0).headers()).isEmpty();
			assertThat(context.getBean(EnvelopeCodec.class).read(this.sent.get(0).data())).isEqualTo(message);
		});
	}

	@Test
	void withoutEnvelopesTheFieldsAreHeaders() {
		this.runner.withPropertyValues("kinesis.events.envelope=false").run((context) -> {
			EventMessage message = context.getBean(KinesisPublisher.class).publishTo("orders", new Placed("1"));
			assertThat(this.sent.get(0).headers()).containsEntry(EventHeaders.MESSAGE_ID, message.id())
				.containsEntry("contentType", "application/json");
			assertThat(this.sent.get(0).data().remaining()).isEqualTo("{\"id\":\"1\"}".length());
		});
	}

	@Test
	void whatTheStreamRefusedIsTold() {
		this.runner
			.withBean(EventRegistration.class, () -> EventRegistration.of(Placed.class, "orders").withKey(Placed::id))
			.run((context) -> assertThatExceptionOfType(EventsNotWrittenException.class)
				.isThrownBy(() -> context.getBean(KinesisPublisher.class)
					.publishAll(List.of(new Placed("good"), new Placed("bad"), new Placed("fine"))))
				.withMessageContaining("refused")
				.satisfies((ex) -> assertThat(ex.getNotWritten()).extracting(EventMessage::key).containsExactly("bad"))
				.satisfies((ex) -> assertThat(ex.getWritten()).extracting(EventMessage::key)
					.containsExactly("good", "fine")));
	}

	@Test
	void idsAreUuidsKsuidsOrTheApplicationsOwn() {
		this.runner.run((context) -> assertThat(context.getBean(IdentifierFactory.class).create()).hasSize(36)
			.matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*"));
		this.runner.withPropertyValues("kinesis.events.identifier=ksuid")
			.run((context) -> assertThat(context.getBean(IdentifierFactory.class).create()).hasSize(27));
		this.runner.withBean(IdentifierFactory.class, () -> () -> "mine")
			.run((context) -> assertThat(
					context.getBean(EventMessageFactory.class).create("orders", new Placed("1")).id())
				.isEqualTo("mine"));
	}

	@Test
	void aWriterOfTheApplicationTakesAll() {
		List<EventMessage> written = new ArrayList<>();
		this.runner.withBean("own", EventWriter.class, () -> (messages) -> {
			written.addAll(messages);
			return CompletableFuture.completedFuture(null);
		}).run((context) -> {
			context.getBean(KinesisPublisher.class).publishTo("orders", new Placed("1"));
			assertThat(written).hasSize(1);
			assertThat(this.sent).isEmpty();
		});
	}

	@Test
	void jacksonMayBeAbsentAndIsMissedWhenItIsNeeded() {
		ApplicationContextRunner without = this.runner.withClassLoader(new FilteredClassLoader("tools.jackson"));
		without.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(EnvelopeCodec.class);
			KinesisPublisher publisher = context.getBean(KinesisPublisher.class);
			assertThatIllegalStateException().isThrownBy(() -> publisher.publishTo("orders", "text"))
				.withMessageContaining("add spring-boot-starter-jackson")
				.withMessageContaining("kinesis.events.envelope");
		});
		without.withPropertyValues("kinesis.events.envelope=false").run((context) -> {
			context.getBean(KinesisPublisher.class).publishTo("orders", "text");
			assertThat(this.sent).hasSize(1);
		});
	}

	@Test
	void theEnvelopeDoesNotDependOnTheMapper() {
		this.runner.withPropertyValues("spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE").run((context) -> {
			assertThat(context).hasSingleBean(JsonMapper.class);
			context.getBean(KinesisPublisher.class).publishTo("orders", new Placed("1"));
			assertThat(new String(bytes(this.sent.get(0)))).startsWith("{\"message_id\":");
		});
	}

	@Test
	void theFailureIsExplained() {
		FailureAnalysis analysis = new EventRegistrationFailureAnalyzer()
			.analyze(new IllegalStateException(new EventRegistrationException("Two types.", "Remove one.")));
		assertThat(analysis.getDescription()).isEqualTo("Two types.");
		assertThat(analysis.getAction()).isEqualTo("Remove one.");
	}

	@Test
	void theTemplateMayBeAbsent() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class,
					KinesisListenerAutoConfiguration.class, KinesisEventAutoConfiguration.class))
			.withPropertyValues("kinesis.clients.default.region=eu-central-1", "spring.application.name=shop")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(KinesisOperations.class)
				.doesNotHaveBean(KinesisPublisher.class)
				.doesNotHaveBean(KinesisBus.class)
				.hasSingleBean(EventRegistry.class));
	}

	private static byte[] bytes(UserRecord record) {
		byte[] bytes = new byte[record.size()];
		record.copyTo(bytes, 0);
		return bytes;
	}

	record Placed(String id) {

	}

	record Paid(String id) {

	}

}
