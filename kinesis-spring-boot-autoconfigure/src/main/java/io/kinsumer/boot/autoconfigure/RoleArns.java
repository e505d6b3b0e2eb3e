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

package io.kinsumer.boot.autoconfigure;

import io.kinsumer.core.client.AwsClients;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Checks the roles that clients and kinsumers assume.
 */
final class RoleArns {

	private static final String STS = "software.amazon.awssdk.services.sts.StsClient";

	private RoleArns() {
	}

	/**
	 * Checks how a role is written.
	 * @param property the key that names it
	 * @throws InvalidKinesisPropertyException if it is no ARN of a role
	 */
	static void check(String property, @Nullable String role) {
		if (role != null && !role.matches("arn:[^:]+:iam::\\d{12}:role/.+")) {
			throw new InvalidKinesisPropertyException(property, role,
					"must be the ARN of a role, such as arn:aws:iam::123456789012:role/reader",
					"Change the value, or remove it to assume no role.");
		}
	}

	/**
	 * Checks that a role can be assumed.
	 * @param property the key that names it
	 * @throws InvalidKinesisPropertyException if what assumes it is not there
	 */
	static void requireSts(String property, @Nullable String role) {
		if (role != null && !ClassUtils.isPresent(STS, AwsClients.class.getClassLoader())) {
			throw new InvalidKinesisPropertyException(property, role,
					"needs the STS module of the AWS SDK, which is not on the class path",
					"Add software.amazon.awssdk:sts, or remove it to assume no role.");
		}
	}

}
