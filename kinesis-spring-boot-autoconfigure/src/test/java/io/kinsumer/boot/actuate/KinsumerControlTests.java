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

package io.kinsumer.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.kinsumer.boot.actuate.KinsumerControl.Operation;
import io.kinsumer.boot.actuate.KinsumerControl.OperationInput;
import io.kinsumer.boot.actuate.OperationResult.Outcome;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.ResetRefusedException;
import io.kinsumer.core.kinsumer.ResetReport;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.deadletter.RedriveReport;
import io.kinsumer.spring.deadletter.RedriveUnderWayException;
import io.kinsumer.spring.listener.FakeKinsumer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.ListenerHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.BDDMockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class KinsumerControlTests {

	private static final String SHARD = "shardId-000000000000";

	private final FakeKinsumer kinsumer = new FakeKinsumer("orders", "orders", "shop");

	private final KinesisListenerEndpointRegistry registry = new KinesisListenerEndpointRegistry(
			(endpoint) -> this.kinsumer.container(endpoint, true, false));

	private final DeadLetterRedrive redrive = mock(DeadLetterRedrive.class);

	private final KinsumerControl control = new KinsumerControl(this.registry, this.redrive, () -> Instant.EPOCH,
			Duration.ofMillis(50));

	@BeforeEach
	void register() {
		this.registry.register(
				KinesisListenerEndpoint.of("orders", "orders", new ListenerHandler.OfShards((shard) -> (input) -> {
				})));
	}

	@Test
	void aKinsumerIsPausedResumedStartedAndStopped() {
		assertThat(ask(Operation.PAUSE, null).outcome()).isEqualTo(Outcome.DONE);
		assertThat(ask(Operation.RESUME, null).outcome()).isEqualTo(Outcome.DONE);
		assertThat(ask(Operation.START, null).outcome()).isEqualTo(Outcome.DONE);
		assertThat(ask(Operation.STOP, null).outcome()).isEqualTo(Outcome.DONE);
		assertThat(this.kinsumer.asked).containsExactly("pause", "resume");
		assertThat(this.kinsumer.starts).isEqualTo(1);
		assertThat(this.kinsumer.stops).isEqualTo(1);
	}

	@Test
	void aShardIsPausedResumedAndStopped() {
		assertThat(ask(Operation.PAUSE, SHARD)).isEqualTo(new OperationResult(Outcome.DONE, "orders", "pause", SHARD,
				"nothing more of it is handled", null, List.of()));
		ask(Operation.RESUME, SHARD);
		ask(Operation.STOP, SHARD);
		assertThat(this.kinsumer.asked).containsExactly("pause " + SHARD, "resume " + SHARD, "stop " + SHARD);
		assertThat(this.kinsumer.stops).as("the kinsumer itself").isZero();
	}

	@Test
	void whatIsNotThereIsNotFound() {
		assertThat(this.control.carryOut("absent", Operation.PAUSE, null, OperationInput.NONE).outcome())
			.isEqualTo(Outcome.NOT_FOUND);
		assertThat(ask(Operation.START, SHARD).outcome()).isEqualTo(Outcome.NOT_FOUND);
		this.kinsumer.answer = false;
		assertThat(ask(Operation.PAUSE, SHARD).outcome()).isEqualTo(Outcome.NOT_FOUND);
	}

	@Test
	void aKinsumerThatDoesNotRunCannotBePaused() {
		this.kinsumer.answer = false;
		OperationResult result = ask(Operation.PAUSE, null);
		assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(result.message()).contains("start it first");
	}

	@Test
	void aShardOfAnotherInstanceIsRefusedAndItsOwnerNamed() {
		this.kinsumer.answer = false;
		this.kinsumer.status(KinsumerState.RUNNING, new ShardStatus(new ShardId(SHARD), ShardStatus.State.ACTIVE,
				"other", false, 1, ShardPosition.TRIM_HORIZON, null, List.of(), Instant.EPOCH, null));
		OperationResult result = ask(Operation.PAUSE, SHARD);
		assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(result.message()).contains("client 'other'");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "TRIM_HORIZON,-,-,-,TRIM_HORIZON", "trim-horizon,-,-,-,TRIM_HORIZON", "latest,-,-,-,LATEST",
					"AT_TIMESTAMP,2026-11-01T01:00:00+01:00,-,-,AT_TIMESTAMP 2026-11-01T00:00:00Z",
					"AFTER_SEQUENCE_NUMBER,-,123,-,AFTER 123/0", "after-sequence-number,-,123,4,AFTER 123/4" })
	void positionsAreRead(String position, @Nullable String timestamp, @Nullable String sequence,
			@Nullable Long subSequence, String expected) {
		OperationResult result = reset(SHARD, new ResetPositions(position, timestamp, sequence, subSequence));
		assertThat(result.outcome()).isEqualTo(Outcome.DONE);
		assertThat(this.kinsumer.asked).containsExactly("reset " + SHARD + " to " + expected);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-,-,-,-,position is missing", "newest,-,-,-,must be one of",
			"AT_TIMESTAMP,-,-,-,timestamp is missing", "AT_TIMESTAMP,yesterday,-,-,2026-11-01T00:00:00Z",
			"LATEST,2026-11-01T00:00:00Z,-,-,timestamp does not go with",
			"TRIM_HORIZON,-,123,-,sequenceNumber does not go with", "LATEST,-,-,3,subSequenceNumber does not",
			"AFTER_SEQUENCE_NUMBER,-,-,-,sequenceNumber is missing",
			"AFTER_SEQUENCE_NUMBER,-,12x,-,must be decimal digits", "AFTER_SEQUENCE_NUMBER,-,12,-1,counts from 0" })
	void wrongPositionsAreNot(@Nullable String position, @Nullable String timestamp, @Nullable String sequence,
			@Nullable Long subSequence, String message) {
		OperationResult result = reset(SHARD, new ResetPositions(position, timestamp, sequence, subSequence));
		assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
		assertThat(result.message()).contains(message);
		assertThat(this.kinsumer.asked).isEmpty();
	}

	@Test
	void aSequenceNumberIsOneOfAShard() {
		OperationResult result = reset(null, new ResetPositions("AFTER_SEQUENCE_NUMBER", null, null, null));
		assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
		assertThat(result.message()).contains("it must be one of [TRIM_HORIZON, LATEST, AT_TIMESTAMP]");
	}

	@Test
	void aResetTellsWhichShardsItMovedAndWhere() {
		this.kinsumer.reset = CompletableFuture.completedFuture(new ResetReport(ShardPosition.TRIM_HORIZON,
				List.of(new ShardId(SHARD)), List.of(new ShardId("shardId-000000000001"))));
		OperationResult result = reset(null, new ResetPositions("TRIM_HORIZON", null, null, null));
		assertThat(this.kinsumer.asked).containsExactly("reset to TRIM_HORIZON");
		assertThat(result.position()).isEqualTo("TRIM_HORIZON");
		assertThat(result.shards()).containsExactly(SHARD);
		assertThat(result.message()).contains("as they were: [shardId-000000000001]");
	}

	@Test
	void failuresOfAResetAreToldApart() {
		assertThat(failing(new ResetRefusedException("owned by a live member")).outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(failing(new IllegalArgumentException("is none of shard")).outcome()).isEqualTo(Outcome.INVALID);
		OperationResult failed = failing(
				new DependencyException("http://me:secret@localhost:1 and AKIAIOSFODNN7EXAMPLE", null));
		assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
		assertThat(failed.message()).isEqualTo("http://***@localhost:1 and AKIAIO***");
	}

	@Test
	void whatTakesLongGoesOn() {
		this.kinsumer.reset = new CompletableFuture<>();
		assertThat(reset(null, new ResetPositions("LATEST", null, null, null)).outcome()).isEqualTo(Outcome.ACCEPTED);
	}

	@Test
	void aRedriveIsBegunOnceAndItsEndIsShown() {
		CompletableFuture<RedriveReport> report = new CompletableFuture<>();
		BDDMockito.given(this.redrive.redrive("orders", 10)).willReturn(report);
		assertThat(this.control.redrive("orders")).isNull();
		assertThat(redrive(10.0).outcome()).isEqualTo(Outcome.ACCEPTED);
		assertThat(redrive(10.0).outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(this.control.redrive("orders").state()).isEqualTo(RedriveDescriptor.State.RUNNING);
		report.complete(new RedriveReport(3, 1));
		RedriveDescriptor last = this.control.redrive("orders");
		assertThat(last.state()).isEqualTo(RedriveDescriptor.State.DONE);
		assertThat(last.redriven()).isEqualTo(3);
		assertThat(redrive(10.0).outcome()).as("after the end").isEqualTo(Outcome.ACCEPTED);
	}

	@Test
	void aRedriveThatSomebodyElseHasBegunIsInTheWay() {
		BDDMockito.given(this.redrive.redrive("orders", 10))
			.willReturn(CompletableFuture.failedFuture(new RedriveUnderWayException("orders")));
		assertThat(redrive(10.0).outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(this.control.redrive("orders")).isNull();
		CompletableFuture<RedriveReport> report = new CompletableFuture<>();
		BDDMockito.given(this.redrive.redrive("orders", 10)).willReturn(report);
		assertThat(redrive(10.0).outcome()).isEqualTo(Outcome.ACCEPTED);
	}

	@Test
	void aRedriveIsCancelledAlsoWithTheApplication() {
		CompletableFuture<RedriveReport> report = new CompletableFuture<>();
		BDDMockito.given(this.redrive.redrive("orders", 10)).willReturn(report);
		assertThat(ask(Operation.CANCEL_REDRIVE, null).outcome()).isEqualTo(Outcome.REFUSED);
		redrive(10.0);
		this.control.destroy();
		assertThat(report).isCancelled();
		assertThat(this.control.redrive("orders").state()).isEqualTo(RedriveDescriptor.State.CANCELLED);
	}

	@Test
	void aRedriveNeedsAPace() {
		assertThat(redrive(null).message()).contains("recordsPerSecond is missing");
		BDDMockito.given(this.redrive.redrive("orders", -1)).willThrow(new IllegalArgumentException("more than 0"));
		assertThat(redrive(-1.0).outcome()).isEqualTo(Outcome.INVALID);
	}

	private OperationResult redrive(@Nullable Double pace) {
		return this.control.carryOut("orders", Operation.REDRIVE, null,
				new OperationInput(new ResetPositions(null, null, null, null), pace));
	}

	private OperationResult failing(Throwable failure) {
		this.kinsumer.reset = CompletableFuture.failedFuture(new CompletionException(failure));
		return reset(SHARD, new ResetPositions("LATEST", null, null, null));
	}

	private OperationResult reset(@Nullable String shard, ResetPositions position) {
		return this.control.carryOut("orders", Operation.RESET, shard, new OperationInput(position, null));
	}

	private OperationResult ask(Operation operation, @Nullable String shard) {
		return this.control.carryOut("orders", operation, shard, OperationInput.NONE);
	}

}
