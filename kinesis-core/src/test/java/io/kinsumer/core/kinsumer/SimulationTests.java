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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.kinsumer.Journal.Violation;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Groups that go through all kinds of trouble, over a few seeds each; {@code ./simulate}
 * runs thousands.
 */
class SimulationTests {

	private static final int RUNS = 5;

	@ParameterizedTest
	@ValueSource(strings = { "calm", "rough", "hostile", "outage", "storm", "crowd", "vandals", "twins", "aged",
			"restarts", "fan-out", "recordwise", "held", "mixed" })
	void noRuleIsBroken(String name) {
		for (long seed = 1; seed <= RUNS; seed++) {
			SimulatedGroup group = new SimulatedGroup(Scenario.named(name, seed), seed);
			List<Violation> violations = group.run();
			assertThat(violations).as("./simulate --scenario %s --seed %d", name, seed).isEmpty();
			assertThat(group.history().truth().size()).isPositive();
		}
	}

	@Test
	void aThousandShardsAreSharedEvenly() {
		assertThat(new SimulatedGroup(Scenario.many(), 1).run()).isEmpty();
	}

	@Test
	void equalSeedsGiveEqualHistories() {
		SimulatedGroup first = new SimulatedGroup(Scenario.hostile(), 3, Variant.NONE, true);
		SimulatedGroup second = new SimulatedGroup(Scenario.hostile(), 3);
		assertThat(first.run()).isEqualTo(second.run());
		assertThat(first.history().table().acquisitions()).isEqualTo(second.history().table().acquisitions());
		assertThat(first.history().repeats()).isEqualTo(second.history().repeats());
		assertThat(first.dynamoDb().gate().counts()).isEqualTo(second.dynamoDb().gate().counts());
	}

	@Test
	void eachAttemptToRegisterIsASessionOfItsOwn() {
		List<String> sessions = new ArrayList<>();
		Variant variant = new Variant() {

			@Override
			MetadataRepository metadata(MetadataRepository real) {
				Interception firstIsLost = (operation, args, operationOf) -> {
					if (operation.equals("registerClient")) {
						sessions.add(((Session) args[0]).owner().sessionId());
						if (sessions.size() == 1) {
							return CompletableFuture.failedFuture(new IllegalStateException("simulated loss"));
						}
					}
					return operationOf.answer(args);
				};
				return firstIsLost.on(real);
			}

		};
		Scenario scenario = Scenario.calm().sized(1, 2).lasting(Duration.ofSeconds(10));
		assertThat(new SimulatedGroup(scenario, 1, variant, false).run()).isEmpty();
		assertThat(sessions).hasSizeGreaterThan(1).doesNotHaveDuplicates();
	}

	@Test
	void resetsAreAcceptedAndRefused() {
		int accepted = 0;
		int refused = 0;
		for (long seed = 1; seed <= RUNS; seed++) {
			SimulatedGroup group = new SimulatedGroup(Scenario.resets(seed), seed);
			assertThat(group.run()).as("seed %d", seed).isEmpty();
			accepted += group.operator().accepted();
			refused += group.operator().refused();
		}
		assertThat(accepted).isPositive();
		assertThat(refused).isPositive();
	}

	@Test
	void theLastLineTellsTheResult() throws InterruptedException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Simulation simulation = new Simulation(
				Simulation.Arguments.parse("--runs", "2", "--scenario", "calm", "--minutes", "0.2", "--members", "2"),
				new PrintStream(out, true, StandardCharsets.UTF_8));
		assertThat(simulation.run()).isTrue();
		assertThat(out.toString(StandardCharsets.UTF_8).lines().reduce((before, last) -> last))
			.contains("simulation runs=2 violations=0");
	}

	@Test
	void aSeedAloneMeansOneRun() {
		assertThat(Simulation.Arguments.parse("--seed", "42").runs()).isEqualTo(1);
		assertThat(Simulation.Arguments.parse("--seed", "42", "--runs", "7").runs()).isEqualTo(7);
	}

	@Test
	void whatIsNotAnOptionIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Simulation.Arguments.parse("--run", "7"))
			.withMessageContaining("--run,")
			.withMessageContaining("--runs");
		assertThatIllegalArgumentException().isThrownBy(() -> Simulation.Arguments.parse("--scenario", "wild"))
			.withMessageContaining("wild")
			.withMessageContaining("hostile");
		assertThatIllegalArgumentException().isThrownBy(() -> Simulation.Arguments.parse("--runs", "many"))
			.withMessageContaining("--runs")
			.withMessageContaining("many");
		assertThatIllegalArgumentException().isThrownBy(() -> Simulation.Arguments.parse("--runs"))
			.withMessageContaining("--runs has no value");
	}

	@Test
	void orderlyChangesRepeatNoneOfTheRecordsThatAreHandledAtOnce() {
		for (int seed = 1; seed <= RUNS; seed++) {
			SimulatedGroup group = new SimulatedGroup(Scenario.calm().recordwise(1 + seed % 8), seed);
			assertThat(group.run()).as("seed %d", seed).isEmpty();
			assertThat(group.history().repeats()).as("repeats with seed %d", seed).isZero();
		}
	}

	@Test
	void whateverHappensToRecordsThatAreHandledAtOnceLosesNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			assertThat(new SimulatedGroup(Scenario.hostile().recordwise(1 + seed % 8), seed).run()).as("seed %d", seed)
				.isEmpty();
		}
	}

}
