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

package io.kinsumer.test.context;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a port that is taken.
 */
class EmbeddedKinesisPortInUseFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedKinesisPortInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedKinesisPortInUseException cause) {
		return new FailureAnalysis(
				"The embedded Kinesis server cannot listen on port " + cause.getPort()
						+ " of 127.0.0.1: it is in use by something that is no embedded Kinesis server.",
				"Stop what listens on port " + cause.getPort() + ", or set 'kinesis.embedded.port' to another port,"
						+ " or to 0 for any free one.",
				cause);
	}

}
