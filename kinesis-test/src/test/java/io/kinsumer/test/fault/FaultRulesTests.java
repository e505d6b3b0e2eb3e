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

package io.kinsumer.test.fault;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.StreamRef;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Rules of faults on the model without sockets.
 */
class FaultRulesTests {

	private static final String FIRST = "shardId-000000000000";

	private static final String SECOND = "shardId-000000000001";

	private final List<Duration> pauses = new ArrayList<>();

	private final FaultRules faults = new FaultRules(
			Set.of("GetRecords", "GetShardIterator", "PutRecord", "PutItem", "SubscribeToShard"));

	private final KinesisModel model = new KinesisModel(Clock.systemUTC(), KinesisOptions.defaults(),
			new Gate(Service.KINESIS, Faults.NONE, this.pauses::add));

	@BeforeEach
	void prepare() {
		this.model.gate().installRules(this.faults);
		this.model.createStream("orders", 2);
		this.model.createStream("other", 1);
	}

	@Test
	void rulesHitTheirOperationStreamAndShardOnly() {
		String first = iterator("orders", FIRST);
		String second = iterator("orders", SECOND);
		String other = iterator("other", FIRST);
		FaultRule rule = this.faults.on("GetRecords").stream("orders").shard(FIRST).throttle();
		assertFails("ProvisionedThroughputExceededException", () -> read(first));
		assertThatCode(() -> read(second)).doesNotThrowAnyException();
		assertThatCode(() -> read(other)).doesNotThrowAnyException();
		assertThatCode(() -> iterator("orders", FIRST)).doesNotThrowAnyException();
		assertThat(rule.matched()).isEqualTo(1);
		assertThat(rule.fired()).isEqualTo(1);
	}

	@Test
	void streamsAreFoundByArn() {
		this.faults.onAny().stream("orders").error("InternalFailure", 500);
		assertFails("InternalFailure", () -> this.model
			.listShards(ListShards.of(new StreamRef(null, "arn:aws:kinesis:eu-central-1:000000000000:stream/orders"))));
		assertThatCode(() -> this.model
			.listShards(ListShards.of(new StreamRef(null, "arn:aws:kinesis:eu-central-1:000000000000:stream/other"))))
			.doesNotThrowAnyException();
	}

	@Test
	void rulesFireAfterSkippingAndAsOftenAsToldTo() {
		FaultRule rule = this.faults.on("PutRecord").skip(2).times(3).throttle();
		StringBuilder outcomes = new StringBuilder();
		for (int i = 0; i < 8; i++) {
			outcomes.append(putFails() ? 'x' : '.');
		}
		assertThat(outcomes).hasToString("..xxx...");
		assertThat(rule.matched()).isEqualTo(8);
		assertThat(rule.fired()).isEqualTo(3);
	}

	@Test
	void sameSeedsHitTheSameCalls() {
		String one = outcomesOf(42);
		assertThat(outcomesOf(42)).isEqualTo(one);
		assertThat(outcomesOf(43)).isNotEqualTo(one);
		assertThat(one.chars().filter((it) -> it == 'x').count()).isBetween(60L, 140L);
	}

	private String outcomesOf(long seed) {
		this.faults.clear();
		this.faults.on("PutRecord").probability(0.1, seed).throttle();
		StringBuilder outcomes = new StringBuilder();
		for (int i = 0; i < 1000; i++) {
			outcomes.append(putFails() ? 'x' : '.');
		}
		return outcomes.toString();
	}

	@Test
	void delaysAddUpBeforeTheFirstThatDecides() {
		this.faults.on("PutRecord").delay(Duration.ofSeconds(1));
		this.faults.onAny().delay(Duration.ofSeconds(2));
		this.faults.on("PutRecord").error("First", 400);
		FaultRule last = this.faults.on("PutRecord").error("Second", 400);
		assertFails("First", this::put);
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
		assertThat(last.matched()).isZero();
	}

	@Test
	void rulesCombineWithInstalledFaultsAndSurviveThem() {
		this.faults.on("PutRecord").times(1).error("FromRule", 400);
		this.model.gate().install(new Faults() {

			@Override
			public Fault before(Call call) {
				return Fault.fail(new ServiceException("FromCode", "?"));
			}

		});
		assertFails("FromRule", this::put);
		assertFails("FromCode", this::put);
	}

	@Test
	void lostRequestsHaveNoEffectAndLostAnswersHave() {
		this.faults.on("PutRecord").times(1).dropRequest();
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(this::put);
		assertThat(read(iterator("orders", FIRST))).isZero();
		this.faults.on("PutRecord").times(1).dropAnswer();
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(this::put);
		assertThat(read(iterator("orders", FIRST))).isEqualTo(1);
		this.faults.on("PutRecord").afterEffect().times(1).error("InternalFailure", 500);
		assertFails("InternalFailure", this::put);
		assertThat(read(iterator("orders", FIRST))).isEqualTo(2);
	}

	@Test
	void throttlesAreThoseOfTheOperation() {
		this.faults.onAny().throttle();
		assertFails("ProvisionedThroughputExceededException", this::put);
		assertFails("LimitExceededException", () -> this.model.createStream("more", 1));
	}

	@Test
	void lostSubscriptionsDoNotStandInTheWayOfTheNext() {
		String consumer = this.model
			.registerStreamConsumer(new RegisterStreamConsumer(
					"arn:aws:kinesis:eu-central-1:000000000000:stream/orders", "app", Map.of()))
			.consumerArn();
		SubscribeToShard request = new SubscribeToShard(consumer, FIRST, IteratorType.LATEST, null, null);
		FaultRule rule = this.faults.on("SubscribeToShard").stream("orders").shard(FIRST).times(1).dropAnswer();
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(() -> this.model.subscribeToShard(request));
		this.model.subscribeToShard(request).close();
		assertThat(rule.matched()).isEqualTo(2);
	}

	@Test
	void iteratorsExpireOnDemand() {
		String iterator = iterator("orders", FIRST);
		this.faults.on("GetRecords").times(1).expireIterator();
		assertFails("ExpiredIteratorException", () -> read(iterator));
		assertThat(read(iterator)).isZero();
	}

	@Test
	void rulesAreListedRemovedAndCleared() {
		FaultRule first = this.faults.on("PutRecord").throttle();
		FaultRule second = this.faults.onAny().stream("orders").times(2).throttle();
		assertThat(this.faults.rules()).containsExactly(first, second);
		assertThat(second).hasToString("Fault 2: any call stream=orders: Throttle[], fired 0 of 0");
		assertThat(this.faults.remove(first.id())).isTrue();
		assertThat(this.faults.remove(first.id())).isFalse();
		assertThat(this.faults.rules()).containsExactly(second);
		this.faults.clear();
		assertThat(putFails()).isFalse();
	}

	@Test
	void countsHoldUnderManyThreads() throws InterruptedException {
		FaultRule rule = this.faults.on("PutRecord").skip(100).times(250).throttle();
		AtomicInteger failed = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(4);
		for (int thread = 0; thread < 4; thread++) {
			new Thread(() -> {
				for (int i = 0; i < 250; i++) {
					failed.addAndGet(putFails() ? 1 : 0);
				}
				done.countDown();
			}).start();
		}
		done.await();
		assertThat(failed).hasValue(250);
		assertThat(rule.fired()).isEqualTo(250);
		assertThat(rule.matched()).isEqualTo(1000);
	}

	@Test
	void mistakesNameValueRuleAndRemedy() {
		assertMistake("Operation 'GetRecord' is none of this server's, which are GetRecords, ",
				() -> this.faults.on("GetRecord"));
		assertMistake("say onAny()", this.faults::on);
		assertMistake("shard is '7' but must be the id", () -> this.faults.onAny().shard("7"));
		assertMistake("stream is 'a b'", () -> this.faults.onAny().stream("a b"));
		assertMistake("times is 0 but must be 1 or more", () -> this.faults.onAny().times(0));
		assertMistake("skip is -1", () -> this.faults.onAny().skip(-1));
		assertMistake("probability is 1.5 but must be more than 0, at most 1",
				() -> this.faults.onAny().probability(1.5, 1));
		assertMistake("probability is NaN", () -> this.faults.onAny().probability(Double.NaN, 1));
		assertMistake("status is 200 but must be 400 to 599", () -> this.faults.onAny().error("A", 200));
		assertMistake("delay is PT0S", () -> this.faults.onAny().delay(Duration.ZERO));
		assertMistake("say on(\"GetRecords\")", () -> this.faults.onAny().expireIterator());
		assertMistake("say dropAnswer()", () -> this.faults.onAny().afterEffect().dropRequest());
		assertMistake("bytesPerSecond is 0", () -> this.faults.onAny().slowBytes(0));
		assertMistake("probability is 0.0 but must be more than 0", () -> this.faults.onAny().probability(0, 1));
		assertThat(this.faults.rules()).isEmpty();
	}

	private static void assertMistake(String message, ThrowingCallable mistake) {
		assertThatIllegalArgumentException().isThrownBy(mistake).withMessageContaining(message);
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private void put() {
		this.model.putRecord(new PutRecord(StreamRef.named("orders"), "k", "0", null, new byte[1]));
	}

	private boolean putFails() {
		try {
			put();
			return false;
		}
		catch (ServiceException ex) {
			return true;
		}
	}

	private String iterator(String stream, String shard) {
		return this.model
			.getShardIterator(
					new GetShardIterator(StreamRef.named(stream), shard, IteratorType.TRIM_HORIZON, null, null))
			.shardIterator();
	}

	private int read(String iterator) {
		return this.model.getRecords(new GetRecords(iterator, null, null)).records().size();
	}

}
