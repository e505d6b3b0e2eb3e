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

import io.kinsumer.core.record.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Fixed credentials. Meant for emulators; on AWS leave them out, so that the default
 * chain of the SDK finds those of the environment.
 *
 * @param accessKeyId the access key
 * @param secretAccessKey its secret; never shown
 * @param sessionToken for temporary credentials, otherwise {@code null}; never shown
 */
public record ClientCredentials(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

	private static final String RULE = "must not be blank: set it, or remove all of credentials.*";

	public ClientCredentials {
		if (accessKeyId.isBlank()) {
			throw new InvalidSettingException("credentials.access-key-id", accessKeyId, RULE);
		}
		if (secretAccessKey.isBlank()) {
			throw new InvalidSettingException("credentials.secret-access-key", secretAccessKey, RULE);
		}
	}

	@Override
	public String toString() {
		return "ClientCredentials[accessKeyId=" + this.accessKeyId + ", secrets hidden]";
	}

}
