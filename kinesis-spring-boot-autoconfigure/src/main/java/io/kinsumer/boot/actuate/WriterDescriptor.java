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

import io.kinsumer.boot.actuate.CallErrors.CallError;
import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.core.writer.WriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a writer is about.
 *
 * @param name its name
 * @param clientName the name of the client it uses
 * @param streamName the full name of the stream
 * @param streamArn its ARN, absent unless one is configured
 * @param batchCount records in a request at most
 * @param batchSize bytes in a request at most
 * @param lastError what was last refused or failed, absent if nothing was
 */
public record WriterDescriptor(String name, String clientName, String streamName, @Nullable String streamArn,
		int batchCount, int batchSize, @Nullable CallError lastError) {

	static WriterDescriptor of(RecordWriter writer, String clientName, @Nullable CallError lastError) {
		WriterSettings settings = writer.settings();
		return new WriterDescriptor(settings.name(), clientName, settings.streamName().value(), settings.streamArn(),
				settings.batchCount(), settings.batchSize(), lastError);
	}

}
