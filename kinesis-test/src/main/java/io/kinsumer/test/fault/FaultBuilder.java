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

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes a rule: which calls, how many of them, and at the end what happens to them, with
 * which the rule takes effect.
 */
public final class FaultBuilder {

	private final FaultRules rules;

	private final Set<String> operations;

	private @Nullable Service service;

	private @Nullable String stream;

	private @Nullable String shard;

	private @Nullable String table;

	private FaultSchedule schedule = FaultSchedule.ALWAYS;

	private boolean afterEffect;

	FaultBuilder(FaultRules rules, Set<String> operations) {
		this.rules = rules;
		this.operations = operations;
	}

	/**
	 * Only calls of one service.
	 * @param service the service
	 * @return this builder
	 */
	public FaultBuilder service(Service service) {
		this.service = service;
		return this;
	}

	/**
	 * Only calls that name this stream, by name, ARN or iterator.
	 * @param stream the name
	 * @return this builder
	 */
	public FaultBuilder stream(String stream) {
		this.stream = requireName("stream", stream);
		return this;
	}

	/**
	 * Only calls that name this shard, by id or iterator. Puts name none.
	 * @param shardId the shard, such as {@code shardId-000000000000}
	 * @return this builder
	 */
	public FaultBuilder shard(String shardId) {
		if (!shardId.matches("shardId-\\d{12}")) {
			throw new IllegalArgumentException(
					"shard is '" + shardId + "' but must be the id of one, such as shardId-000000000000");
		}
		this.shard = shardId;
		return this;
	}

	/**
	 * Only calls that name this table, by name or ARN, possibly among others.
	 * @param table the name
	 * @return this builder
	 */
	public FaultBuilder table(String table) {
		this.table = requireName("table", table);
		return this;
	}

	private static String requireName(String what, String name) {
		if (!name.matches("[a-zA-Z0-9_.-]{1,255}")) {
			throw new IllegalArgumentException(
					what + " is '" + name + "' but must be a name of a-z, A-Z, 0-9, '_', '.', '-'");
		}
		return name;
	}

	/**
	 * Let calls go well first.
	 * @param calls how many, by default 0
	 * @return this builder
	 */
	public FaultBuilder skip(long calls) {
		this.schedule = new FaultSchedule(calls, this.schedule.times(), this.schedule.probability(),
				this.schedule.seed());
		return this;
	}

	/**
	 * Hit so many calls and no more.
	 * @param calls how many, by default all
	 * @return this builder
	 */
	public FaultBuilder times(long calls) {
		this.schedule = new FaultSchedule(this.schedule.skip(), calls, this.schedule.probability(),
				this.schedule.seed());
		return this;
	}

	/**
	 * Hit each call with some probability.
	 * @param probability 0 to 1, by default 1
	 * @param seed the seed: with the same one, the same calls in a row are hit
	 * @return this builder
	 */
	public FaultBuilder probability(double probability, long seed) {
		this.schedule = new FaultSchedule(this.schedule.skip(), this.schedule.times(), probability, seed);
		return this;
	}

	/**
	 * Hit calls once they took effect, so that the caller cannot know whether they did.
	 * @return this builder
	 */
	public FaultBuilder afterEffect() {
		this.afterEffect = true;
		return this;
	}

	/**
	 * Answer as AWS throttles the operation: for shards and items with
	 * {@code ProvisionedThroughputExceededException}, for other operations of Kinesis
	 * with {@code LimitExceededException}, for tables with {@code ThrottlingException}.
	 * @return the rule, in effect
	 */
	public FaultRule throttle() {
		return add(new FaultAction.Throttle());
	}

	/**
	 * Answer with an error.
	 * @param code the AWS error code, such as {@code InternalFailure}
	 * @param status the HTTP status, 400 to 599; AWS clients try again from 500 on
	 * @return the rule, in effect
	 */
	public FaultRule error(String code, int status) {
		return error(code, status, "A fault of the embedded server");
	}

	/**
	 * Answer with an error.
	 * @param code the AWS error code, such as {@code InternalFailure}
	 * @param status the HTTP status, 400 to 599; AWS clients try again from 500 on
	 * @param message what AWS would say
	 * @return the rule, in effect
	 */
	public FaultRule error(String code, int status, String message) {
		if (!code.matches("[A-Za-z][A-Za-z0-9.]{0,127}")) {
			throw new IllegalArgumentException("code is '" + code + "' but must be an error code of AWS");
		}
		if (status < 400 || status > 599) {
			throw new IllegalArgumentException("status is " + status + " but must be 400 to 599");
		}
		return add(new FaultAction.Error(code, message, status));
	}

	/**
	 * Hold the call back, or its answer after the effect. Nobody else waits.
	 * @param duration how long in real time, whatever the server's clock; more than zero
	 * and at most a day
	 * @return the rule, in effect
	 */
	public FaultRule delay(Duration duration) {
		if (duration.isZero() || duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
			throw new IllegalArgumentException("delay is " + duration + " but must be more than 0 and at most a day");
		}
		return add(new FaultAction.Delay(duration));
	}

	/**
	 * Reset the connection on which a call comes in, before it is run; when the rule is
	 * for all calls, new connections, too, as soon as they are opened.
	 * @return the rule, in effect
	 */
	public FaultRule refuseConnection() {
		return add(new FaultAction.RefuseConnection());
	}

	/**
	 * Lose the request: close the connection without an answer, and without an effect.
	 * @return the rule, in effect
	 */
	public FaultRule dropRequest() {
		if (this.afterEffect) {
			throw new IllegalArgumentException("A request cannot be lost after its effect: say dropAnswer()");
		}
		return add(new FaultAction.Drop());
	}

	/**
	 * Lose the answer: close the connection without an answer once the call took effect.
	 * @return the rule, in effect
	 */
	public FaultRule dropAnswer() {
		this.afterEffect = true;
		return add(new FaultAction.Drop());
	}

	/**
	 * Answer that the iterator expired. Only for {@code GetRecords}.
	 * @return the rule, in effect
	 */
	public FaultRule expireIterator() {
		if (!this.operations.equals(Set.of("GetRecords"))) {
			throw new IllegalArgumentException(
					"Iterators expire at GetRecords only, not at " + this.operations + ": say on(\"GetRecords\")");
		}
		return add(new FaultAction.ExpireIterator());
	}

	/**
	 * Write the body of the answer slowly. Concerns the wire only, and not the events of
	 * {@code SubscribeToShard}, whose pace is the client's.
	 * @param bytesPerSecond how many bytes per second, at least 1
	 * @return the rule, in effect
	 */
	public FaultRule slowBytes(long bytesPerSecond) {
		if (bytesPerSecond < 1) {
			throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond + " but must be 1 or more");
		}
		if (this.operations.contains("SubscribeToShard")) {
			throw new IllegalArgumentException(
					"slowBytes is for whole answers, not for the events of SubscribeToShard: leave it out");
		}
		return add(new FaultAction.SlowBytes(bytesPerSecond));
	}

	private FaultRule add(FaultAction action) {
		return this.rules.add(new FaultSelector(this.operations, this.service, this.stream, this.shard, this.table),
				this.schedule, this.afterEffect, action);
	}

}
