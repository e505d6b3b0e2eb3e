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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.kinsumer.core.client.StreamConsumerException;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.kinesis.ConsumerRef;
import io.kinsumer.test.kinesis.ConsumerRequest.DeregisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ConsumerRegistrationTests {

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private static final Retrieval.FanOut BY_GROUP = new Retrieval.FanOut(null, null);

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	private final FaultRules faults = new FaultRules();

	private KinesisModel model = model(Duration.ofSeconds(5));

	@Test
	void aConsumerNamedLikeTheGroupIsRegisteredAndAwaited() {
		CompletableFuture<String> found = find(BY_GROUP);
		passes(Duration.ofSeconds(4));
		assertThat(found).isNotDone();
		passes(Duration.ofSeconds(3));
		assertThat(found).isCompletedWithValueMatching((arn) -> arn.startsWith(ARN + "/consumer/group:"));
	}

	@Test
	void aConsumerThatIsThereIsUsed() {
		String arn = register("app");
		passes(Duration.ofSeconds(5));
		CompletableFuture<String> byName = find(new Retrieval.FanOut("app", null));
		CompletableFuture<String> byArn = find(new Retrieval.FanOut(null, arn));
		passes(Duration.ofSeconds(1));
		assertThat(byName).isCompletedWithValue(arn);
		assertThat(byArn).isCompletedWithValue(arn);
		assertThat(this.model.gate().count("RegisterStreamConsumer")).isOne();
	}

	@Test
	void membersThatRegisterAtOnceFindTheSameConsumer() {
		CompletableFuture<String> first = find(BY_GROUP);
		CompletableFuture<String> second = find(BY_GROUP);
		passes(Duration.ofSeconds(10));
		assertThat(first.join()).isEqualTo(second.join());
	}

	@Test
	void anArnThatIsNotRegisteredFails() {
		assertThat(failure(new Retrieval.FanOut(null, ARN + "/consumer/app:1"), Duration.ofSeconds(1)))
			.hasMessageContaining("'" + ARN + "/consumer/app:1'")
			.hasMessageContaining("is not registered")
			.hasMessageContaining("fan-out.consumer-name");
		assertThat(this.model.gate().count("RegisterStreamConsumer")).isZero();
	}

	@Test
	void anArnOfAnotherStreamFails() {
		assertThat(failure(new Retrieval.FanOut(null, ARN + "2/consumer/app:1"), Duration.ZERO))
			.hasMessageContaining("belongs to another stream");
	}

	@Test
	void tooManyConsumersFailAfterAWhileAndTheLimitIsNamed() {
		this.model = model(Duration.ZERO);
		for (int i = 0; i < 20; i++) {
			register("app-" + i);
			passes(Duration.ofSeconds(1));
		}
		CompletableFuture<String> found = find(BY_GROUP);
		passes(Duration.ofSeconds(9));
		assertThat(found).isNotDone();
		passes(Duration.ofSeconds(3));
		assertThat(failure(found)).hasMessageContaining("20 registered consumers")
			.hasMessageContaining("'group' of stream '" + ARN + "'");
	}

	@Test
	void tooManyCreationsAtOncePass() {
		for (int i = 0; i < 5; i++) {
			register("app-" + i);
		}
		CompletableFuture<String> found = find(BY_GROUP);
		passes(Duration.ofSeconds(13));
		assertThat(found).isCompleted();
	}

	@Test
	void aDeniedRegistrationNamesTheActionAndTheRemedy() {
		this.faults.on("RegisterStreamConsumer").error("AccessDeniedException", 400, "not authorized");
		assertThat(failure(BY_GROUP, Duration.ofSeconds(1))).hasMessageContaining("kinesis:RegisterStreamConsumer")
			.hasMessageContaining("is denied")
			.hasMessageContaining("fan-out.consumer-arn")
			.hasMessageContaining("not authorized");
	}

	@Test
	void aNameThatIsBeingDeregisteredIsRegisteredAgainOnceItIsFree() {
		String former = register("group");
		passes(Duration.ofSeconds(5));
		deregister(former);
		CompletableFuture<String> found = find(BY_GROUP);
		passes(Duration.ofSeconds(15));
		assertThat(found).isCompletedWithValueMatching((arn) -> !arn.equals(former));
	}

	@Test
	void aNameThatStaysTakenFails() {
		this.model = model(Duration.ofMinutes(2));
		deregister(register("group"));
		assertThat(failure(BY_GROUP, Duration.ofSeconds(62))).hasMessageContaining("is being deregistered")
			.hasMessageContaining("its name is taken");
	}

	@Test
	void anArnThatIsBeingDeregisteredFailsAtOnce() {
		String arn = register("app");
		deregister(arn);
		assertThat(failure(new Retrieval.FanOut(null, arn), Duration.ofSeconds(1)))
			.hasMessageContaining("is being deregistered");
	}

	@Test
	void consumersAreListedAndDeregisteredOnDemand() {
		this.model = model(Duration.ZERO);
		StreamConsumers consumers = consumers();
		CompletableFuture<String> found = find(BY_GROUP);
		passes(Duration.ofSeconds(1));
		consumers.deregister(found.join());
		passes(Duration.ofSeconds(1));
		assertThat(this.model.gate().count("DeregisterStreamConsumer")).isOne();
		assertThat(catchThrowable(() -> {
			CompletableFuture<?> gone = consumers.describe(found.join());
			passes(Duration.ofSeconds(1));
			gone.join();
		})).isInstanceOf(CompletionException.class);
	}

	private KinesisModel model(Duration transition) {
		KinesisModel created = new KinesisModel(this.time,
				KinesisOptions.defaults()
					.withTransition(transition)
					.withLimits(new KinesisLimits(false, false, true, true)),
				new Gate(Service.KINESIS, this.faults, (pause) -> {
				}));
		created.createStream("orders", 1);
		passes(transition);
		return created;
	}

	private void passes(Duration duration) {
		this.time.runUntil(this.time.elapsed().plus(duration));
	}

	private String register(String name) {
		return this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, name, Map.of())).consumerArn();
	}

	private void deregister(String arn) {
		this.model.deregisterStreamConsumer(new DeregisterStreamConsumer(new ConsumerRef(arn, null, null)));
	}

	private StreamConsumers consumers() {
		return new StreamConsumers(
				new ModelKinesisClient(this.model, this.time, new SimulatedNetwork(this.time, new Random(1))));
	}

	private CompletableFuture<String> find(Retrieval.FanOut wanted) {
		return new ConsumerRegistration(Samples.settings().build(), wanted, this.runtime, consumers(), ARN).find();
	}

	private Throwable failure(Retrieval.FanOut wanted, Duration within) {
		CompletableFuture<String> found = find(wanted);
		passes(within);
		return failure(found);
	}

	private static Throwable failure(CompletableFuture<String> found) {
		assertThat(found).isCompletedExceptionally();
		Throwable failure = catchThrowable(found::join).getCause();
		assertThat(failure).isInstanceOf(StreamConsumerException.class);
		return failure;
	}

}
