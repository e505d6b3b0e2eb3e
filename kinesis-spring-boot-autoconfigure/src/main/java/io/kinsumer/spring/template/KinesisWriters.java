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

import java.util.Set;
import java.util.function.Function;

import io.kinsumer.core.writer.RecordWriter;

/**
 * The writers of an application, by name, which put each record as a Kinesis record of
 * its own.
 */
public final class KinesisWriters extends NamedResources<RecordWriter> {

	/**
	 * Creates the registry.
	 * @param factory creates a writer by its name, or for a stream
	 * @param configured the names that are configured
	 */
	public KinesisWriters(Function<String, RecordWriter> factory, Set<String> configured) {
		super(factory, configured, RecordWriter::close);
	}

}
