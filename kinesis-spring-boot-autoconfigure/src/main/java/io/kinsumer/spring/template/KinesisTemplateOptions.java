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

package io.kinsumer.spring.template;

import java.time.Duration;
import java.util.List;

import io.kinsumer.core.record.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link KinesisTemplate} sends.
 *
 * @param defaultDestination where to send what names no destination; {@code null}: such
 * requests are refused
 * @param sendTimeout how long {@code send} waits at most; {@code null}: until the record
 * is settled, which producers and writers see to
 * @param contentTypeHeader whether records tell the content type that a converter gave
 * them. A record with a header that is alone travels in the KPL format, which not all
 * readers open
 * @param keyExtractors find partition keys, the first one first
 * @param interceptors stand around each record, the first one outermost
 */
public record KinesisTemplateOptions(@Nullable String defaultDestination, @Nullable Duration sendTimeout,
		boolean contentTypeHeader, List<PartitionKeyExtractor> keyExtractors, List<SendInterceptor> interceptors) {

	/**
	 * No default destination, no timeout, no header, no extractors, no interceptors.
	 */
	public static final KinesisTemplateOptions DEFAULTS = new KinesisTemplateOptions(null, null, false, List.of(),
			List.of());

	public KinesisTemplateOptions {
		if (sendTimeout != null && (sendTimeout.isNegative() || sendTimeout.isZero())) {
			throw new InvalidSettingException("send-timeout", sendTimeout, "must be more than 0");
		}
		keyExtractors = List.copyOf(keyExtractors);
		interceptors = List.copyOf(interceptors);
	}

}
