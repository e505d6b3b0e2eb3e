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

package io.kinsumer.test.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.AdministrationRequest.ListTagsForResource;
import io.kinsumer.test.kinesis.AdministrationRequest.TagResource;
import io.kinsumer.test.kinesis.ConsumerRequest.DeregisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.DescribeStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.ListStreamConsumers;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerResult.ConsumerDescription;
import io.kinsumer.test.kinesis.ConsumerResult.ConsumerPage;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStreamSummary;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Registered consumers, without sockets.
 */
class ConsumersTests {

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private static final StreamRef ORDERS = StreamRef.named("orders");

	private final MutableClock clock = new MutableClock();

	private final KinesisModel model = new KinesisModel(this.clock);

	ConsumersTests() {
		this.model.createStream("orders", 1);
	}

	@Test
	void consumersAreDescribedByArnAndByName() {
		ConsumerDescription consumer = register("app");
		assertThat(consumer.consumerArn()).isEqualTo(ARN + "/consumer/app:" + this.clock.instant().getEpochSecond());
		assertThat(consumer.status()).isEqualTo(ConsumerStatus.ACTIVE);
		assertThat(describe(ConsumerRef.arn(consumer.consumerArn()))).isEqualTo(consumer);
		assertThat(describe(new ConsumerRef(null, ARN, "app"))).isEqualTo(consumer);
		assertThat(describe(new ConsumerRef(consumer.consumerArn(), ARN, "app"))).isEqualTo(consumer);
		assertThat(this.model.describeStreamSummary(new DescribeStreamSummary(ORDERS)).consumerCount()).isEqualTo(1);
	}

	@Test
	void namesThatAreNotEnoughOrDisagreeAreRefused() {
		String arn = register("app").consumerArn();
		assertFails("InvalidArgumentException", () -> describe(new ConsumerRef(null, ARN, null)));
		assertFails("InvalidArgumentException", () -> describe(new ConsumerRef(null, null, "app")));
		assertFails("InvalidArgumentException", () -> describe(new ConsumerRef(arn, ARN, "other")));
		assertFails("InvalidArgumentException", () -> describe(new ConsumerRef(arn, ARN + "x", null)));
		assertFails("ValidationException", () -> describe(ConsumerRef.arn(ARN)));
		assertFails("ResourceNotFoundException", () -> describe(new ConsumerRef(null, ARN, "other")));
		assertFails("ResourceNotFoundException", () -> describe(ConsumerRef.arn(arn + "1")));
		assertFails("ValidationException",
				() -> this.model.describeStreamSummary(new DescribeStreamSummary(StreamRef.arn(arn))));
	}

	@Test
	void aNameIsRegisteredOnce() {
		register("app");
		assertFails("ResourceInUseException", () -> register("app"));
		assertFails("ValidationException", () -> register("with space"));
		assertFails("ResourceNotFoundException",
				() -> this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN + "x", "app", Map.of())));
	}

	@Test
	void deregisteredConsumersAreGoneAfterTheTransition() {
		KinesisModel slow = new KinesisModel(this.clock,
				KinesisOptions.defaults().withTransition(Duration.ofSeconds(10)), Gate.open(Service.KINESIS));
		slow.createStream("orders", 1);
		String arn = slow.registerStreamConsumer(new RegisterStreamConsumer(ARN, "app", Map.of())).consumerArn();
		DescribeStreamConsumer describe = new DescribeStreamConsumer(ConsumerRef.arn(arn));
		assertThat(slow.describeStreamConsumer(describe).status()).isEqualTo(ConsumerStatus.CREATING);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(slow.describeStreamConsumer(describe).status()).isEqualTo(ConsumerStatus.ACTIVE);
		slow.deregisterStreamConsumer(new DeregisterStreamConsumer(new ConsumerRef(null, ARN, "app")));
		assertThat(slow.describeStreamConsumer(describe).status()).isEqualTo(ConsumerStatus.DELETING);
		this.clock.advance(Duration.ofSeconds(10));
		assertFails("ResourceNotFoundException", () -> slow.describeStreamConsumer(describe));
	}

	@Test
	void consumersAreListedInPages() {
		for (int i = 0; i < 5; i++) {
			register("app" + i);
		}
		ConsumerPage first = list(null, 2);
		assertThat(names(first)).containsExactly("app0", "app1");
		ConsumerPage second = list(first.nextToken(), 2);
		assertThat(names(second)).containsExactly("app2", "app3");
		ConsumerPage third = list(second.nextToken(), 2);
		assertThat(names(third)).containsExactly("app4");
		assertThat(third.nextToken()).isNull();
		assertFails("InvalidArgumentException", () -> list("garbage", 2));
		this.clock.advance(Duration.ofMinutes(5).plusMillis(1));
		assertFails("ExpiredNextTokenException", () -> list(first.nextToken(), 2));
		assertFails("ValidationException", () -> list(null, 0));
	}

	@Test
	void streamsWithConsumersAreDeletedOnlyByForce() {
		register("app");
		assertFails("ResourceInUseException", () -> this.model.deleteStream(new DeleteStream(ORDERS)));
		this.model.deleteStream(new DeleteStream(ORDERS, true));
		assertFails("ResourceNotFoundException",
				() -> this.model.describeStreamSummary(new DescribeStreamSummary(ORDERS)));
	}

	@Test
	void consumersHaveTagsOfTheirOwn() {
		String arn = this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, "app", Map.of("a", "1")))
			.consumerArn();
		this.model.administration().tagResource(new TagResource(arn, Map.of("b", "2")));
		assertThat(this.model.administration().listTagsForResource(new ListTagsForResource(arn)).tags())
			.isEqualTo(Map.of("a", "1", "b", "2"));
		assertThat(this.model.administration().listTagsForResource(new ListTagsForResource(ARN)).tags()).isEmpty();
	}

	private ConsumerDescription register(String name) {
		return this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, name, Map.of()));
	}

	private ConsumerDescription describe(ConsumerRef ref) {
		return this.model.describeStreamConsumer(new DescribeStreamConsumer(ref));
	}

	private ConsumerPage list(String token, int max) {
		return this.model.listStreamConsumers(new ListStreamConsumers(ARN, token, max, null));
	}

	private static List<String> names(ConsumerPage page) {
		return page.consumers().stream().map(ConsumerDescription::consumerName).toList();
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
