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

/**
 * Makes a rule: which calls, how many of them, and at the end what happens to them, with
 * which the rule takes effect.
 */
public final class FaultBuilder extends FaultSelection<FaultBuilder> {

	/** What an error says unless told. */
	public static final String MESSAGE = "A fault of the embedded server";

	FaultBuilder(FaultRules rules, Set<String> operations) {
		super(rules, operations);
	}

	@Override
	FaultBuilder self() {
		return this;
	}

	/**
	 * Hit single entries rather than whole calls: records of {@code PutRecords}, items of
	 * {@code BatchWriteItem} and {@code BatchGetItem}.
	 * @return a builder that goes on with what was said so far
	 */
	public EntryFaultBuilder entries() {
		return new EntryFaultBuilder(this);
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
		return error(code, status, MESSAGE);
	}

	/**
	 * Answer with an error.
	 * @param code the AWS error code, such as {@code InternalFailure}
	 * @param status the HTTP status, 400 to 599; AWS clients try again from 500 on
	 * @param message what AWS would say
	 * @return the rule, in effect
	 */
	public FaultRule error(String code, int status, String message) {
		requireCode(code);
		if (status < 400 || status > 599) {
			throw new IllegalArgumentException("status is " + status + " but must be 400 to 599");
		}
		return add(new FaultAction.Error(code, message, status));
	}

	static void requireCode(String code) {
		if (!code.matches("[A-Za-z][A-Za-z0-9.]{0,127}")) {
			throw new IllegalArgumentException("code is '" + code + "' but must be an error code of AWS");
		}
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
		if (isAfterEffect()) {
			throw new IllegalArgumentException(
					"A connection cannot be refused after the effect of a call that came over it: say dropAnswer()");
		}
		return add(new FaultAction.RefuseConnection());
	}

	/**
	 * Lose the request: close the connection without an answer, and without an effect.
	 * @return the rule, in effect
	 */
	public FaultRule dropRequest() {
		if (isAfterEffect()) {
			throw new IllegalArgumentException("A request cannot be lost after its effect: say dropAnswer()");
		}
		return add(new FaultAction.Drop());
	}

	/**
	 * Lose the answer: close the connection without an answer once the call took effect.
	 * @return the rule, in effect
	 */
	public FaultRule dropAnswer() {
		return afterEffect().add(new FaultAction.Drop());
	}

	/**
	 * Answer that the iterator expired. Only for {@code GetRecords}.
	 * @return the rule, in effect
	 */
	public FaultRule expireIterator() {
		requireOnly("GetRecords", "Iterators expire");
		return add(new FaultAction.ExpireIterator());
	}

	/**
	 * Grant the subscription, and end it early with {@code InternalFailureException}.
	 * Only for {@code SubscribeToShard}.
	 * @param events after how many events, at least 0
	 * @return the rule, in effect
	 */
	public FaultRule endSubscription(int events) {
		requireOnly("SubscribeToShard", "Subscriptions end");
		if (events < 0) {
			throw new IllegalArgumentException("events is " + events + " but must be 0 or more");
		}
		return afterEffect().add(new FaultAction.EndSubscription(events));
	}

	private void requireOnly(String operation, String what) {
		if (!operations().equals(Set.of(operation))) {
			String others = operations().isEmpty() ? "any call" : String.join(", ", operations());
			throw new IllegalArgumentException(
					what + " at " + operation + " only, not at " + others + ": say on(\"" + operation + "\")");
		}
	}

	/**
	 * Write the body of the answer slowly, or the events of {@code SubscribeToShard}.
	 * Concerns the wire only.
	 * @param bytesPerSecond how many bytes per second, at least 1
	 * @return the rule, in effect
	 */
	public FaultRule slowBytes(long bytesPerSecond) {
		if (bytesPerSecond < 1) {
			throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond + " but must be 1 or more");
		}
		return add(new FaultAction.SlowBytes(bytesPerSecond));
	}

	private FaultRule add(FaultAction action) {
		return add(false, action);
	}

}
