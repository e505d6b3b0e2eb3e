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

package io.kinsumer.spring.observation;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether a sender's span was sampled, as its headers tell.
 */
class SenderLinkTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String SPAN = "00f067aa0ba902b7";

	@ParameterizedTest
	@CsvSource({ "1, true", "true, true", "0, false", "false, false", ", " })
	void ofSeveralHeaders(String text, Boolean sampled) {
		Map<String, String> headers = (text != null)
				? Map.of("X-B3-TraceId", TRACE, "X-B3-SpanId", SPAN, "X-B3-Sampled", text)
				: Map.of("X-B3-TraceId", TRACE, "X-B3-SpanId", SPAN);
		assertThat(SenderLink.of(headers)).isEqualTo(new SenderLink(TRACE, SPAN, sampled));
	}

	@ParameterizedTest
	@CsvSource({ "-1, true", "-d, true", "-0, false", "'', " })
	void ofOneHeader(String suffix, Boolean sampled) {
		assertThat(SenderLink.of(Map.of("b3", TRACE + "-" + SPAN + suffix)))
			.isEqualTo(new SenderLink(TRACE, SPAN, sampled));
	}

	@ParameterizedTest
	@CsvSource({ "01, true", "00, false", "03, true", "02, false" })
	void ofTraceparent(String flags, boolean sampled) {
		assertThat(SenderLink.of(Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-" + flags)))
			.isEqualTo(new SenderLink(TRACE, SPAN, sampled));
	}

	@ParameterizedTest
	@CsvSource({ "traceparent, 00-00000000000000000000000000000000-00f067aa0ba902b7-01",
			"traceparent, 00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
			"traceparent, ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
			"b3, 0000000000000000-00f067aa0ba902b7-1", "b3, 4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000" })
	void thereIsNoneByValuesThatAreNone(String header, String value) {
		assertThat(SenderLink.of(Map.of(header, value))).isNull();
	}

	@Test
	void thereIsNoneBySeveralHeadersOfZeros() {
		assertThat(SenderLink.of(Map.of("X-B3-TraceId", "0".repeat(32), "X-B3-SpanId", SPAN))).isNull();
	}

	@Test
	void thereIsNoneWithoutHeaders() {
		assertThat(SenderLink.of(Map.of())).isNull();
	}

}
