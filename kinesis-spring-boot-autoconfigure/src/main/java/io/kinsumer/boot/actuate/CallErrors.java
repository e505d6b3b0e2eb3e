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
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.observe.WriterInfo;
import io.kinsumer.core.observe.WriterListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.UserRecord;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last error of each kinsumer, producer and writer, and how often in a row
 * kinsumers could not reach a service. Safe for use by any thread.
 */
public final class CallErrors implements KinsumerListener, ProducerListener, WriterListener {

	private static final Set<String> READING = Set.of("GetRecords", "SubscribeToShard", "ListShards",
			"DescribeStreamSummary", "registration of the consumer");

	/**
	 * Calls that may be denied to a kinsumer which works: whether a service answers at
	 * all, others tell.
	 */
	private static final Set<String> TIDYING = Set.of("removal of a dead session", "removal of a shard item",
			"query of an earlier generation");

	/**
	 * What fails all the time fails again within this.
	 */
	private static final Duration MEMORY = Duration.ofSeconds(30);

	/**
	 * A few calls may fail; this many in a row do not by chance.
	 */
	private static final int MANY = 5;

	private final InstantSource clock;

	private final Map<String, CallError> last = new ConcurrentHashMap<>();

	private final Map<String, Streak> streaks = new ConcurrentHashMap<>();

	private final Set<String> joined = ConcurrentHashMap.newKeySet();

	/**
	 * Creates an empty memory.
	 * @param clock this machine's clock
	 */
	public CallErrors(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void callFailed(KinsumerInfo kinsumer, String operation, Throwable failure) {
		String error = SafeText.of(failure.toString());
		remember("kinsumer " + kinsumer.name(), operation, error);
		if (TIDYING.contains(operation)) {
			return;
		}
		Service service = READING.contains(operation) ? Service.KINESIS : Service.DYNAMODB;
		Instant now = this.clock.instant();
		this.streaks.compute(key(kinsumer.name(), service),
				(key, before) -> (before != null && before.last().plus(MEMORY).isAfter(now)) ? before.next(now, error)
						: new Streak(1, now, now, error));
	}

	@Override
	public void failed(KinsumerInfo kinsumer, Throwable failure) {
		String operation = this.joined.remove(kinsumer.name()) ? "membership" : "start";
		remember("kinsumer " + kinsumer.name(), operation, SafeText.of(failure.toString()));
	}

	@Override
	public void joined(KinsumerInfo kinsumer, Duration took) {
		this.joined.add(kinsumer.name());
		for (Service service : Service.values()) {
			this.streaks.remove(key(kinsumer.name(), service));
		}
	}

	@Override
	public void left(KinsumerInfo kinsumer, Duration took) {
		this.joined.remove(kinsumer.name());
	}

	@Override
	public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long bytes, long millisBehindLatest) {
		if (!this.streaks.isEmpty()) {
			this.streaks.remove(key(kinsumer.name(), Service.KINESIS));
		}
	}

	@Override
	public void persisted(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position) {
		this.streaks.remove(key(kinsumer.name(), Service.DYNAMODB));
	}

	@Override
	public void recordFailed(ProducerInfo producer, UserRecord record, Throwable failure) {
		remember("producer " + producer.name(), "PutRecords", SafeText.of(failure.toString()));
	}

	@Override
	public void recordRefused(ProducerInfo producer, String errorCode) {
		remember("producer " + producer.name(), "PutRecords", errorCode);
	}

	@Override
	public void shardsRefreshFailed(ProducerInfo producer, Throwable failure) {
		remember("producer " + producer.name(), "ListShards", SafeText.of(failure.toString()));
	}

	@Override
	public void recordFailed(WriterInfo writer, UserRecord record, Throwable failure) {
		remember("writer " + writer.name(), "PutRecords", SafeText.of(failure.toString()));
	}

	@Override
	public void recordsRefused(WriterInfo writer, String errorCode, int records) {
		remember("writer " + writer.name(), "PutRecords", errorCode);
	}

	private void remember(String who, String operation, String error) {
		this.last.put(who, new CallError(this.clock.instant(), operation, error));
	}

	@Nullable CallError ofKinsumer(String name) {
		return this.last.get("kinsumer " + name);
	}

	@Nullable CallError ofProducer(String name) {
		return this.last.get("producer " + name);
	}

	@Nullable CallError ofWriter(String name) {
		return this.last.get("writer " + name);
	}

	/**
	 * Whether calls of a kinsumer to a service keep failing.
	 * @return {@code null} when they do not
	 */
	@Nullable Streak unreachable(String kinsumer, Service service) {
		Streak streak = this.streaks.get(key(kinsumer, service));
		boolean lasts = streak != null && streak.failures() >= MANY
				&& streak.last().plus(MEMORY).isAfter(this.clock.instant());
		return lasts ? streak : null;
	}

	private static String key(String kinsumer, Service service) {
		return service + " " + kinsumer;
	}

	/**
	 * What kinsumers call.
	 */
	enum Service {

		KINESIS("Kinesis"), DYNAMODB("DynamoDB");

		private final String text;

		Service(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	/**
	 * Failures of calls to a service with no known success between them.
	 *
	 * @param failures how many
	 * @param since when the first one was
	 * @param last when the last one was
	 * @param error what the last one was
	 */
	record Streak(int failures, Instant since, Instant last, String error) {

		Streak next(Instant now, String error) {
			return new Streak(this.failures + 1, this.since, now, error);
		}

	}

	/**
	 * An error.
	 *
	 * @param at when, by this machine's clock
	 * @param operation what failed: the call, or of a kinsumer its start or its
	 * membership
	 * @param error what it was: an exception or the error code of the service
	 */
	public record CallError(Instant at, String operation, String error) {

	}

}
