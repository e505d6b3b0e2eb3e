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

package io.kinsumer.test.dynamodb;

import io.kinsumer.test.fault.ServiceException;

/**
 * The errors of DynamoDB by their AWS codes.
 */
final class DynamoDbErrors {

	private DynamoDbErrors() {
	}

	static ServiceException validation(String message) {
		return new ServiceException("ValidationException", message);
	}

	static ServiceException parameter(String problem) {
		return validation("One or more parameter values were invalid: " + problem);
	}

	static ServiceException capacityMissing() {
		return parameter(
				"ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
	}

	static ServiceException capacityWithoutProvisioning() {
		return parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
				+ " PAY_PER_REQUEST");
	}

	static ServiceException throughputExceeded() {
		return new ServiceException("ProvisionedThroughputExceededException",
				"The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
						+ " provisioning level with the UpdateTable API.");
	}

	static ServiceException noTable() {
		return new ServiceException("ResourceNotFoundException", "Requested resource not found");
	}

	static ServiceException noTable(String name) {
		return new ServiceException("ResourceNotFoundException",
				"Requested resource not found: Table: " + name + " not found");
	}

	static ServiceException inUse(String message) {
		return new ServiceException("ResourceInUseException", message);
	}

}
