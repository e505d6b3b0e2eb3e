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

package io.kinsumer.test.kinesis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a stream beside its shards. Guarded by its stream.
 */
final class StreamSettings {

	private final TreeMap<String, String> tags = new TreeMap<>();

	private StreamMode mode;

	private int maxRecordSize;

	private int retentionHours = 24;

	private List<String> metrics = List.of();

	private @Nullable String keyId;

	StreamSettings(StreamMode mode, int maxRecordSize, Map<String, String> tags) {
		this.mode = mode;
		this.maxRecordSize = maxRecordSize;
		this.tags.putAll(tags);
	}

	TreeMap<String, String> tags() {
		return this.tags;
	}

	StreamMode mode() {
		return this.mode;
	}

	void mode(StreamMode mode) {
		this.mode = mode;
	}

	/** In KiB. */
	int maxRecordSize() {
		return this.maxRecordSize;
	}

	void maxRecordSize(int kib) {
		this.maxRecordSize = kib;
	}

	int retentionHours() {
		return this.retentionHours;
	}

	void retentionHours(int hours) {
		this.retentionHours = hours;
	}

	List<String> metrics() {
		return this.metrics;
	}

	void metrics(List<String> metrics) {
		this.metrics = List.copyOf(metrics);
	}

	@Nullable String keyId() {
		return this.keyId;
	}

	void keyId(@Nullable String keyId) {
		this.keyId = keyId;
	}

	EncryptionType encryption() {
		return (this.keyId != null) ? EncryptionType.KMS : EncryptionType.NONE;
	}

}
