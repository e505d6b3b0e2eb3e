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
 * What a rule does to a call.
 */
public sealed interface FaultAction {

	/**
	 * Decide for one call.
	 * @param call the call
	 * @return what happens to it
	 */
	Fault fault(Call call);

	/**
	 * Answer as AWS throttles the operation.
	 */
	record Throttle() implements FaultAction {

		private static final Set<String> SHARD_OPERATIONS = Set.of("GetRecords", "GetShardIterator", "PutRecord",
				"PutRecords");

		private static final Set<String> TABLE_OPERATIONS = Set.of("CreateTable", "DeleteTable", "DescribeTable",
				"DescribeTimeToLive", "ListTables", "ListTagsOfResource", "TagResource", "UntagResource", "UpdateTable",
				"UpdateTimeToLive");

		@Override
		public Fault fault(Call call) {
			boolean kinesis = call.service() == Service.KINESIS;
			if (kinesis && SHARD_OPERATIONS.contains(call.operation())) {
				return fail("ProvisionedThroughputExceededException",
						"Rate exceeded for shard in stream " + call.resource() + ".");
			}
			if (kinesis) {
				return fail("LimitExceededException", "Rate exceeded for operation " + call.operation() + ".");
			}
			if (TABLE_OPERATIONS.contains(call.operation())) {
				return fail("ThrottlingException", "Rate of requests exceeds the allowed throughput.");
			}
			return fail("ProvisionedThroughputExceededException",
					"The level of configured provisioned throughput for the table was exceeded."
							+ " Consider increasing your provisioning level with the UpdateTable API.");
		}

		private static Fault fail(String code, String message) {
			return Fault.fail(new ServiceException(code, message));
		}

	}

	/**
	 * Answer with an error.
	 *
	 * @param code the AWS error code
	 * @param message what AWS would say
	 * @param status the HTTP status, 400 to 599
	 */
	record Error(String code, String message, int status) implements FaultAction {

		@Override
		public Fault fault(Call call) {
			return Fault.fail(new ServiceException(this.code, this.message, this.status));
		}

	}

	/**
	 * Answer that the iterator expired.
	 */
	record ExpireIterator() implements FaultAction {

		@Override
		public Fault fault(Call call) {
			return Fault.fail(new ServiceException("ExpiredIteratorException",
					"Iterator expired. Iterators expire 300000 milliseconds after they are given out."));
		}

	}

	/**
	 * End the subscription early.
	 *
	 * @param events after how many events
	 */
	record EndSubscription(int events) implements FaultAction {

		@Override
		public Fault fault(Call call) {
			return new Fault.EndEarly(this.events,
					new ServiceException("InternalFailureException", FaultBuilder.MESSAGE, 500));
		}

	}

	/**
	 * Hold the call or its answer back, in real time.
	 *
	 * @param duration how long
	 */
	record Delay(Duration duration) implements FaultAction {

		@Override
		public Fault fault(Call call) {
			return Fault.delay(this.duration);
		}

	}

	/**
	 * Give no answer: close the connection, or the stream of HTTP/2.
	 */
	record Drop() implements FaultAction {

		@Override
		public Fault fault(Call call) {
			return Fault.DROP;
		}

	}

	/**
	 * Reset the connection.
	 */
	record RefuseConnection() implements FaultAction {

		@Override
		public Fault fault(Call call) {
			return Fault.RESET;
		}

	}

	/**
	 * Write the answer slowly.
	 *
	 * @param bytesPerSecond how many bytes of the body per second, at least 1
	 */
	record SlowBytes(long bytesPerSecond) implements FaultAction {

		@Override
		public Fault fault(Call call) {
			return new Fault.Slow(this.bytesPerSecond, Fault.NONE);
		}

	}

}
