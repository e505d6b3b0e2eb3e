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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who moves positions of a simulated group, whether its members run or not.
 */
final class Operator {

	private static final int FARTHEST_BACK_MILLIS = 60_000;

	private final SimulatedGroup group;

	private final Random random;

	private final List<SimulatedMember> processes = new ArrayList<>();

	private int accepted;

	private int refused;

	Operator(SimulatedGroup group) {
		this.group = group;
		this.random = group.random();
	}

	/**
	 * Moves the position of one shard, or tries to.
	 */
	void resetOne() {
		List<StreamTruth.Shard> listed = this.group.history()
			.truth()
			.listed()
			.stream()
			.filter((shard) -> shard.listed)
			.sorted((left, right) -> left.id.compareTo(right.id))
			.toList();
		StreamTruth.Shard shard = listed.get(this.random.nextInt(listed.size()));
		reset(new ShardId(shard.id),
				(this.random.nextInt(3) > 0 && !shard.entries.isEmpty()) ? afterOneOf(shard) : somewhere());
	}

	/**
	 * Moves the positions of all shards, or tries to.
	 */
	void resetAll() {
		reset(null, somewhere());
	}

	private ResetPosition afterOneOf(StreamTruth.Shard shard) {
		int index = this.random.nextInt(shard.entries.size());
		return ResetPosition.after(shard.bySequence.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == index)
			.map((entry) -> SequenceNumber.of(entry.getKey()))
			.findFirst()
			.orElseThrow());
	}

	private ResetPosition somewhere() {
		return switch (this.random.nextInt(3)) {
			case 0 -> ResetPosition.TRIM_HORIZON;
			case 1 -> ResetPosition.LATEST;
			default -> ResetPosition.at(backBy(this.random.nextInt(FARTHEST_BACK_MILLIS)));
		};
	}

	private Instant backBy(int millis) {
		return this.group.time().instant().minusMillis(millis).truncatedTo(ChronoUnit.MILLIS);
	}

	private void reset(@Nullable ShardId shard, ResetPosition position) {
		SimulatedMember process = SimulatedMember.operator(this.group);
		this.processes.add(process);
		String what = "a reset of " + ((shard != null) ? shard : "all shards") + " to " + position;
		note(() -> what + " begins");
		process.reset(shard, position).whenComplete((report, failure) -> {
			Throwable cause = (failure != null) ? AwsErrors.unwrap(failure) : null;
			note(() -> what + " ends: " + ((cause != null) ? cause : report));
			Map<String, Long> written = this.group.history().table().resetBy(process);
			if (report != null) {
				this.accepted++;
				mustBeWritten(report, written.keySet().stream().map(ShardId::new).sorted().toList(), what);
			}
			else if (cause instanceof ResetRefusedException) {
				this.refused++;
				mustBeTold(written.keySet(), String.valueOf(cause.getMessage()), what);
			}
			else if (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException) {
				violated("reset", what + " failed: " + cause);
			}
		});
	}

	private void mustBeWritten(ResetReport report, List<ShardId> written, String what) {
		if (!report.reset().equals(written)) {
			violated("reset", what + " tells that it was done for " + report.reset() + ", but was for " + written);
		}
	}

	private void mustBeTold(Set<String> written, String told, String what) {
		if (!written.stream().allMatch(told::contains)) {
			violated("reset", what + " was refused, but took effect for " + written + ": " + told);
		}
	}

	private void violated(String rule, String what) {
		this.group.history().violated(null, rule, what);
	}

	private void note(Supplier<String> what) {
		this.group.history().journal().note(this.group.time().elapsed(), () -> "--- " + what.get());
	}

	/**
	 * Ends what is under way; what was sent may still arrive.
	 */
	void stop() {
		this.processes.forEach(SimulatedMember::crash);
	}

	/**
	 * How many resets were told to be done.
	 */
	int accepted() {
		return this.accepted;
	}

	/**
	 * How many resets were refused.
	 */
	int refused() {
		return this.refused;
	}

}
