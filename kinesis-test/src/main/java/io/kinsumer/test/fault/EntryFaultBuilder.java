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

/**
 * Makes a rule for single entries of calls: which of them, how many, and at the end what
 * happens to them, with which the rule takes effect. {@link #skip}, {@link #times} and
 * {@link #probability} are about entries, not calls.
 */
public final class EntryFaultBuilder extends FaultSelection<EntryFaultBuilder> {

	EntryFaultBuilder(FaultSelection<?> calls) {
		super(calls);
	}

	@Override
	EntryFaultBuilder self() {
		return this;
	}

	/**
	 * Fail the entry as AWS does for lack of capacity: a record with
	 * {@code ProvisionedThroughputExceededException}; an item comes back as unprocessed,
	 * or if all do, the call fails with that error.
	 * @return the rule, in effect
	 */
	public FaultRule throttle() {
		if (isAfterEffect() && operations().contains("BatchGetItem")) {
			throw new IllegalArgumentException("BatchGetItem has no effect: leave out afterEffect()");
		}
		return add(true, new FaultAction.Throttle());
	}

	/**
	 * Fail the record with an error. Only for {@code PutRecords}, since items of DynamoDB
	 * have no errors of their own.
	 * @param code the AWS error code; AWS itself uses {@code InternalFailure}
	 * @param message what AWS would say
	 * @return the rule, in effect
	 */
	public FaultRule error(String code, String message) {
		for (String operation : operations()) {
			if (OperationTraits.service(operation) == Service.DYNAMODB) {
				throw new IllegalArgumentException(
						"Entries of " + operation + " have no errors of their own: say throttle()");
			}
		}
		FaultBuilder.requireCode(code);
		return add(true, new FaultAction.Error(code, message, 400));
	}

}
