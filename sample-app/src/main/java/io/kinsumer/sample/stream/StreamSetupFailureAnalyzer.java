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

package io.kinsumer.sample.stream;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when the stream cannot be created.
 */
class StreamSetupFailureAnalyzer extends AbstractFailureAnalyzer<StreamSetupException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StreamSetupException cause) {
		return new FailureAnalysis(cause.getMessage(), "If Kinesis is to run elsewhere, such as LocalStack, start it "
				+ "first, and see that kinesis.clients.default.endpoint names its address. If the stream exists and "
				+ "need not be created, set sample.create-stream to false.", cause);
	}

}
