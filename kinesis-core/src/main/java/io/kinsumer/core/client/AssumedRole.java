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

import java.time.Duration;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials of an assumed role. The only class that needs the SDK's optional STS
 * module.
 */
final class AssumedRole implements SdkAutoCloseable {

	private static final int MAX_SESSION_NAME = 64;

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

	private final StsClient sts;

	private final StsAssumeRoleCredentialsProvider credentials;

	private final String roleArn;

	private final String clientName;

	private AssumedRole(StsClient sts, StsAssumeRoleCredentialsProvider credentials, String roleArn,
			String clientName) {
		this.sts = sts;
		this.credentials = credentials;
		this.roleArn = roleArn;
		this.clientName = clientName;
	}

	static boolean isAvailable() {
		try {
			Class.forName("software.amazon.awssdk.services.sts.StsClient", false, AwsClients.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	static AssumedRole create(String roleArn, String clientName, Region region, AwsCredentialsProvider base) {
		StsClient sts = StsClient.builder()
			.region(region)
			.credentialsProvider(base)
			.overrideConfiguration((overrides) -> overrides.apiCallTimeout(CALL_TIMEOUT))
			.build();
		String session = ("kinesis-" + clientName).replaceAll("[^\\w+=,.@-]", "-");
		String sessionName = session.substring(0, Math.min(session.length(), MAX_SESSION_NAME));
		// Renewed in the background, long before they end: calls do not wait for that.
		return new AssumedRole(sts,
				StsAssumeRoleCredentialsProvider.builder()
					.stsClient(sts)
					.refreshRequest((request) -> request.roleArn(roleArn).roleSessionName(sessionName))
					.asyncCredentialUpdateEnabled(true)
					.build(),
				roleArn, clientName);
	}

	AwsCredentialsProvider credentials() {
		return this::resolve;
	}

	private AwsCredentials resolve() {
		try {
			return this.credentials.resolveCredentials();
		}
		catch (SdkException ex) {
			throw SdkClientException.create("the role '" + this.roleArn + "', which is a role-arn for client '"
					+ this.clientName + "', could not be assumed: " + ex.getMessage()
					+ ". Check the ARN, that the credentials of the client may call sts:AssumeRole on the role, and "
					+ "that the role's trust policy names them", ex);
		}
	}

	@Override
	public void close() {
		this.credentials.close();
		this.sts.close();
	}

}
