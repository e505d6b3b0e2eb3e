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

package io.kinsumer.test.assertj;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedStream;

/**
 * Where AssertJ's assertions about the embedded server begin. May be imported statically
 * beside AssertJ's own {@code assertThat}. Needs AssertJ on the class path, which
 * {@code spring-boot-starter-test} brings.
 */
public final class EmbeddedKinesisAssertions {

	private EmbeddedKinesisAssertions() {
	}

	/**
	 * Assert what a server was asked, and which faults it met.
	 * @param server the server
	 * @return the assertions
	 */
	public static EmbeddedKinesisServerAssert assertThat(EmbeddedKinesisServer server) {
		return new EmbeddedKinesisServerAssert(server);
	}

	/**
	 * Assert what a stream holds.
	 * @param stream the stream
	 * @return the assertions
	 */
	public static EmbeddedStreamAssert assertThat(EmbeddedStream stream) {
		return new EmbeddedStreamAssert(stream);
	}

}
