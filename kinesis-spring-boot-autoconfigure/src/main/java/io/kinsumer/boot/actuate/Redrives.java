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

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.deadletter.RedriveException;
import io.kinsumer.spring.deadletter.RedriveReport;
import io.kinsumer.spring.deadletter.RedriveUnderWayException;
import org.jspecify.annotations.Nullable;

/**
 * The redrives that were begun here, one at a time for each kinsumer; the last one of
 * each is remembered.
 */
final class Redrives {

	private final DeadLetterRedrive redrive;

	private final InstantSource clock;

	private final Map<String, Run> runs = new ConcurrentHashMap<>();

	Redrives(DeadLetterRedrive redrive, InstantSource clock) {
		this.redrive = redrive;
		this.clock = clock;
	}

	/**
	 * Begins a redrive.
	 * @return whether none was under way in this process
	 */
	synchronized boolean begin(String kinsumer, double recordsPerSecond) {
		Run before = this.runs.get(kinsumer);
		if (before != null && !before.result.isDone()) {
			return false;
		}
		Instant now = this.clock.instant();
		CompletableFuture<RedriveReport> result = this.redrive.redrive(kinsumer, recordsPerSecond);
		// The application's own, or one that was cancelled and has a letter in hand.
		boolean refused = result.isCompletedExceptionally()
				&& result.handle((report, failure) -> failure instanceof RedriveUnderWayException).join();
		if (!refused) {
			this.runs.put(kinsumer, new Run(now, result));
		}
		return !refused;
	}

	/**
	 * Ends a redrive after the letter in hand.
	 * @return whether one was under way
	 */
	boolean cancel(String kinsumer) {
		Run run = this.runs.get(kinsumer);
		return run != null && run.result.cancel(false);
	}

	void cancelAll() {
		this.runs.values().forEach((run) -> run.result.cancel(false));
	}

	@Nullable RedriveDescriptor last(String kinsumer) {
		Run run = this.runs.get(kinsumer);
		return (run != null) ? run.describe() : null;
	}

	/**
	 * A redrive.
	 */
	private record Run(Instant begunAt, CompletableFuture<RedriveReport> result) {

		RedriveDescriptor describe() {
			if (!this.result.isDone()) {
				return new RedriveDescriptor(RedriveDescriptor.State.RUNNING, this.begunAt, null, null, null);
			}
			return this.result.handle(this::ended).join();
		}

		private RedriveDescriptor ended(@Nullable RedriveReport report, @Nullable Throwable failure) {
			if (report != null) {
				return new RedriveDescriptor(RedriveDescriptor.State.DONE, this.begunAt, report.redriven(),
						report.ignored(), null);
			}
			Throwable cause = (failure != null) ? AwsErrors.unwrap(failure) : null;
			if (cause instanceof CancellationException) {
				return new RedriveDescriptor(RedriveDescriptor.State.CANCELLED, this.begunAt, null, null, null);
			}
			RedriveReport done = (cause instanceof RedriveException ended) ? ended.report() : null;
			return new RedriveDescriptor(RedriveDescriptor.State.FAILED, this.begunAt,
					(done != null) ? done.redriven() : null, (done != null) ? done.ignored() : null,
					SafeText.of(String.valueOf(cause)));
		}

	}

}
