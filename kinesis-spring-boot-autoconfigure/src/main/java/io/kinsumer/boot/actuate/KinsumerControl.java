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
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.kinsumer.boot.actuate.OperationResult.Outcome;
import io.kinsumer.boot.actuate.ResetPositions.Type;
import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.kinsumer.NoSuchShardException;
import io.kinsumer.core.kinsumer.ResetRefusedException;
import io.kinsumer.core.kinsumer.ResetReport;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Carries out what operators ask of kinsumers. What takes longer than half a minute goes
 * on by itself, and its result is {@link Outcome#ACCEPTED}.
 */
public final class KinsumerControl implements DisposableBean {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final KinesisListenerEndpointRegistry listeners;

	private final Redrives redrives;

	private final Duration patience;

	/**
	 * Creates it.
	 * @param listeners knows the kinsumers
	 * @param redrive puts dead letters back
	 * @param clock this machine's clock
	 */
	public KinsumerControl(KinesisListenerEndpointRegistry listeners, DeadLetterRedrive redrive, InstantSource clock) {
		this(listeners, redrive, clock, PATIENCE);
	}

	KinsumerControl(KinesisListenerEndpointRegistry listeners, DeadLetterRedrive redrive, InstantSource clock,
			Duration patience) {
		this.listeners = listeners;
		this.redrives = new Redrives(redrive, clock);
		this.patience = patience;
	}

	/**
	 * Does something with a kinsumer, or with one of its shards.
	 */
	OperationResult carryOut(String kinsumer, Operation operation, @Nullable String shard, OperationInput input) {
		Optional<KinsumerContainer> container = this.listeners.findByKinsumer(kinsumer);
		String name = operation.text();
		if (container.isEmpty()) {
			return OperationResult.of(Outcome.NOT_FOUND, kinsumer, name, shard,
					"there is no kinsumer '" + kinsumer + "' here");
		}
		try {
			return (shard != null) ? ofShard(container.get(), operation, new ShardId(shard), input)
					: ofKinsumer(container.get(), operation, input);
		}
		catch (IllegalArgumentException ex) {
			return OperationResult.of(Outcome.INVALID, kinsumer, name, shard, ex.getMessage());
		}
	}

	private OperationResult ofKinsumer(KinsumerContainer container, Operation operation, OperationInput input) {
		Answers answers = new Answers(container.kinsumer(), operation, null);
		return switch (operation) {
			case START -> answers.await(container.start(), (joined) -> answers.done("it is a member of its group"));
			case STOP -> answers.await(container.stop(), (left) -> answers.done("it has left its group"));
			case PAUSE ->
				answers.await(container.pause(), (runs) -> answers.ifRunning(runs, "nothing more is handled"));
			case RESUME -> answers.await(container.resume(), (runs) -> answers.ifRunning(runs, "all shards go on"));
			case RESET ->
				answers.await(container.resetCheckpoints(input.position().read(Type.OF_ALL_SHARDS)), answers::reset);
			case REDRIVE -> this.redrives.begin(container.kinsumer(), input.requiredRecordsPerSecond())
					? answers.result(Outcome.ACCEPTED, "the dead letters that are there now are put back")
					: answers.result(Outcome.REFUSED, "a redrive of this kinsumer is under way here");
			case CANCEL_REDRIVE ->
				this.redrives.cancel(container.kinsumer()) ? answers.done("it ends after the letter in hand")
						: answers.result(Outcome.REFUSED, "no redrive of this kinsumer is under way here");
		};
	}

	private OperationResult ofShard(KinsumerContainer container, Operation operation, ShardId shardId,
			OperationInput input) {
		Answers answers = new Answers(container.kinsumer(), operation, shardId);
		return switch (operation) {
			case STOP -> answers.await(container.stop(shardId),
					(owned) -> answers.ifOwned(owned, container, "it is stopped until it is resumed"));
			case PAUSE -> answers.await(container.pause(shardId),
					(owned) -> answers.ifOwned(owned, container, "nothing more of it is handled"));
			case RESUME ->
				answers.await(container.resume(shardId), (owned) -> answers.ifOwned(owned, container, "it goes on"));
			case RESET -> answers.await(container.resetCheckpoint(shardId, input.position().read(Type.OF_A_SHARD)),
					answers::reset);
			case START, REDRIVE, CANCEL_REDRIVE -> answers.result(Outcome.NOT_FOUND, "a shard has no such operation");
		};
	}

	@Nullable RedriveDescriptor redrive(String kinsumer) {
		return this.redrives.last(kinsumer);
	}

	@Override
	public void destroy() {
		this.redrives.cancelAll();
	}

	/**
	 * What can be asked for.
	 */
	enum Operation {

		START, STOP, PAUSE, RESUME, RESET, REDRIVE, CANCEL_REDRIVE;

		String text() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		static @Nullable Operation find(String text) {
			return Arrays.stream(values())
				.filter((operation) -> operation.text().equals(text))
				.findFirst()
				.orElse(null);
		}

	}

	/**
	 * What else an operator says.
	 *
	 * @param position for a reset
	 * @param recordsPerSecond for a redrive
	 */
	record OperationInput(ResetPositions position, @Nullable Double recordsPerSecond) {

		static final OperationInput NONE = new OperationInput(new ResetPositions(null, null, null, null), null);

		double requiredRecordsPerSecond() {
			if (this.recordsPerSecond == null) {
				throw new IllegalArgumentException(
						"recordsPerSecond is missing: how many letters to put back in a second");
			}
			return this.recordsPerSecond;
		}

	}

	/**
	 * Words the results of one operation.
	 */
	private final class Answers {

		private final String kinsumer;

		private final Operation operation;

		private final @Nullable String shard;

		Answers(String kinsumer, Operation operation, @Nullable ShardId shard) {
			this.kinsumer = kinsumer;
			this.operation = operation;
			this.shard = (shard != null) ? shard.value() : null;
		}

		OperationResult result(Outcome outcome, @Nullable String message) {
			return OperationResult.of(outcome, this.kinsumer, this.operation.text(), this.shard, message);
		}

		OperationResult done(String message) {
			return result(Outcome.DONE, message);
		}

		OperationResult ifRunning(boolean runs, String message) {
			return runs ? done(message) : result(Outcome.REFUSED, "the kinsumer does not run here: start it first");
		}

		OperationResult ifOwned(boolean owned, KinsumerContainer container, String message) {
			if (owned) {
				return done(message);
			}
			for (ShardStatus status : container.status().shards()) {
				if (status.shardId().value().equals(this.shard)) {
					return result(Outcome.REFUSED, (status.owner() != null)
							? "it is owned by client '" + status.owner() + "': ask the endpoint of that instance"
							: "nobody owns it now");
				}
			}
			return result(Outcome.NOT_FOUND, "the kinsumer knows no such shard");
		}

		OperationResult reset(ResetReport report) {
			String left = report.left().isEmpty() ? "" : "; as they were: " + report.left();
			return new OperationResult(
					Outcome.DONE, this.kinsumer, this.operation.text(), this.shard, report.reset().size()
							+ " shards go on at " + report.position() + " when the kinsumer starts" + left,
					report.position().toString(), report.reset().stream().map(ShardId::value).toList());
		}

		<T> OperationResult await(CompletableFuture<T> answer, Function<T, OperationResult> result) {
			try {
				return result.apply(answer.get(KinsumerControl.this.patience.toMillis(), TimeUnit.MILLISECONDS));
			}
			catch (TimeoutException ex) {
				return result(Outcome.ACCEPTED, "it is not done yet, and goes on");
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return result(Outcome.FAILED, "interrupted while it was not done yet; it goes on");
			}
			catch (ExecutionException ex) {
				return failed(AwsErrors.unwrap(ex));
			}
		}

		private OperationResult failed(Throwable failure) {
			Outcome outcome = Outcome.FAILED;
			if (failure instanceof IllegalArgumentException) {
				outcome = Outcome.INVALID;
			}
			else if (failure instanceof NoSuchShardException) {
				outcome = Outcome.NOT_FOUND;
			}
			else if (failure instanceof ResetRefusedException) {
				outcome = Outcome.REFUSED;
			}
			return result(outcome, failure.getMessage());
		}

	}

}
