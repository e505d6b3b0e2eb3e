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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The span that sent a record, as its headers tell: by W3C's {@code traceparent}, by
 * {@code b3}, or by the several headers of B3.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param sampled whether it was sampled; {@code null}: left open
 */
record SenderLink(String traceId, String spanId, @Nullable Boolean sampled) {

	private static final int TRACE_ID_LENGTH = 32;

	private static final Pattern W3C = Pattern
		.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

	private static final Pattern B3 = Pattern.compile("([0-9a-f]{16}|[0-9a-f]{32})-([0-9a-f]{16})(-([01d])(-.*)?)?");

	// Of which both standards say that it names nothing; tracers refuse it.
	private static final Pattern ZEROS = Pattern.compile("0+");

	private static final Pattern HEX = Pattern.compile("[0-9a-f]{16}|[0-9a-f]{32}");

	SenderLink {
		// B3 allows the half, with the rest being zeros.
		traceId = (traceId.length() < TRACE_ID_LENGTH) ? "0".repeat(TRACE_ID_LENGTH - traceId.length()) + traceId
				: traceId;
	}

	static @Nullable SenderLink of(Map<String, String> headers) {
		if (headers.isEmpty()) {
			return null;
		}
		String w3c = KinesisListenerContext.header(headers, "traceparent");
		if (w3c != null) {
			return ofW3c(W3C.matcher(w3c));
		}
		String b3 = KinesisListenerContext.header(headers, "b3");
		if (b3 != null) {
			return ofB3(B3.matcher(b3));
		}
		String traceId = KinesisListenerContext.header(headers, "X-B3-TraceId");
		String spanId = KinesisListenerContext.header(headers, "X-B3-SpanId");
		if (traceId != null && spanId != null && HEX.matcher(traceId).matches() && spanId.length() == 16
				&& HEX.matcher(spanId).matches()) {
			return of(traceId, spanId, sampled(KinesisListenerContext.header(headers, "X-B3-Sampled")));
		}
		return null;
	}

	private static @Nullable SenderLink of(String traceId, String spanId, @Nullable Boolean sampled) {
		boolean named = !ZEROS.matcher(traceId).matches() && !ZEROS.matcher(spanId).matches();
		return named ? new SenderLink(traceId, spanId, sampled) : null;
	}

	private static @Nullable SenderLink ofW3c(Matcher matcher) {
		return matcher.matches()
				? of(matcher.group(1), matcher.group(2), (Integer.parseInt(matcher.group(3), 16) & 1) == 1) : null;
	}

	private static @Nullable SenderLink ofB3(Matcher matcher) {
		return matcher.matches() ? of(matcher.group(1), matcher.group(2), sampled(matcher.group(4))) : null;
	}

	private static @Nullable Boolean sampled(@Nullable String text) {
		return (text != null) ? Boolean.valueOf(!text.equals("0") && !text.equals("false")) : null;
	}

}
