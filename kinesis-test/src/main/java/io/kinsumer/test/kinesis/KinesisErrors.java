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

package io.kinsumer.test.kinesis;

import io.kinsumer.test.fault.ServiceException;

/**
 * The errors of Kinesis by their AWS codes.
 */
final class KinesisErrors {

	private KinesisErrors() {
	}

	static ServiceException noStream(String name, String account) {
		return new ServiceException("ResourceNotFoundException",
				"Stream " + name + " under account " + account + " not found.");
	}

	static ServiceException notFound(String message) {
		return new ServiceException("ResourceNotFoundException", message);
	}

	static ServiceException inUse(String message) {
		return new ServiceException("ResourceInUseException", message);
	}

	static ServiceException invalid(String message) {
		return new ServiceException("InvalidArgumentException", message);
	}

	static ServiceException validation(String message) {
		return new ServiceException("ValidationException", message);
	}

	static ServiceException constraint(Object value, String member, String rule) {
		return validation("1 validation error detected: Value '" + value + "' at '" + member
				+ "' failed to satisfy constraint: " + rule);
	}

	static ServiceException limit(String message) {
		return new ServiceException("LimitExceededException", message);
	}

	static ServiceException throughput(String message) {
		return new ServiceException("ProvisionedThroughputExceededException", message);
	}

	static ServiceException expiredIterator(String message) {
		return new ServiceException("ExpiredIteratorException", message);
	}

	static ServiceException expiredToken(String message) {
		return new ServiceException("ExpiredNextTokenException", message);
	}

}
