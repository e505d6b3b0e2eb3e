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

package io.kinsumer.boot.actuate;

import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.core.writer.WriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a writer is about.
 *
 * @param name its name
 * @param streamName the full name of the stream
 * @param streamArn its ARN, absent unless one is configured
 */
public record WriterDescriptor(String name, String streamName, @Nullable String streamArn) {

	static WriterDescriptor of(RecordWriter writer) {
		WriterSettings settings = writer.settings();
		return new WriterDescriptor(settings.name(), settings.streamName().value(), settings.streamArn());
	}

}
