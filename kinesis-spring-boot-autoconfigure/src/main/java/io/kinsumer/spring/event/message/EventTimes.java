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

package io.kinsumer.spring.event.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as Go writes them in JSON: RFC 3339, no more digits than needed.
 */
final class EventTimes {

	/**
	 * What a message has that tells none.
	 */
	static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder().append(SECONDS)
		.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
		.appendLiteral('Z')
		.toFormatter(Locale.ROOT);

	private static final Pattern READ = Pattern
		.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})([.,](\\d+))?(Z|[+-]\\d{2}:\\d{2})");

	private EventTimes() {
	}

	static String format(Instant time) {
		LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
		if (!isWritable(utc)) {
			throw new IllegalArgumentException("the time of a message must be in the years 0 to 9999, but is " + time);
		}
		return WRITTEN.format(utc);
	}

	private static boolean isWritable(LocalDateTime utc) {
		return utc.getYear() >= 0 && utc.getYear() <= 9999;
	}

	/**
	 * Reads a time.
	 * @throws DateTimeException if it is none
	 */
	static Instant parse(String text) {
		Matcher matcher = READ.matcher(text);
		if (!matcher.matches()) {
			throw new DateTimeException("it is not written as 2006-01-02T15:04:05.999999999Z or with an offset");
		}
		LocalDateTime time = LocalDateTime.parse(matcher.group(1), SECONDS);
		String digits = matcher.group(3);
		if (digits != null) {
			time = time.withNano(Integer.parseInt((digits + "00000000").substring(0, 9)));
		}
		Instant instant = time.toInstant(ZoneOffset.of(matcher.group(4)));
		if (!isWritable(LocalDateTime.ofInstant(instant, ZoneOffset.UTC))) {
			throw new DateTimeException("it is not in the years 0 to 9999 of UTC");
		}
		return instant;
	}

}
