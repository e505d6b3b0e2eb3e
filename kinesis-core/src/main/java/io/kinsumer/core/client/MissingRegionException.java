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

package io.kinsumer.core.client;

import org.jspecify.annotations.Nullable;

/**
 * No AWS region is configured for a client, and the SDK finds none in its environment.
 */
public class MissingRegionException extends KinesisException {

	private static final long serialVersionUID = 1L;

	private final String clientName;

	public MissingRegionException(String clientName, @Nullable Throwable cause) {
		super("client '" + clientName + "' has no AWS region: set kinesis.clients." + clientName
				+ ".region (such as eu-central-1), the environment variable AWS_REGION, the system property "
				+ "aws.region, or a region in the AWS profile", cause);
		this.clientName = clientName;
	}

	/**
	 * The client's name in the configuration.
	 * @return never {@code null}
	 */
	public String getClientName() {
		return this.clientName;
	}

}
