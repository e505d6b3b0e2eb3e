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

import io.kinsumer.core.client.MissingRegionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that no AWS region is known.
 */
class MissingRegionFailureAnalyzer extends AbstractFailureAnalyzer<MissingRegionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingRegionException cause) {
		return new FailureAnalysis(
				"The Kinesis client '" + cause.getClientName()
						+ "' has no AWS region, and the AWS SDK finds none in its environment.",
				"Set kinesis.clients." + cause.getClientName()
						+ ".region to the region of the streams, such as eu-central-1; or set the environment variable "
						+ "AWS_REGION, the system property aws.region, or a region in the AWS profile.",
				cause);
	}

}
