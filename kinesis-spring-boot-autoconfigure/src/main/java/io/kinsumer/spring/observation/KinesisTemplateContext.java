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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.template.SendTarget;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a record that is sent. Its carrier takes the headers that tracing
 * adds.
 */
public class KinesisTemplateContext extends SenderContext<Map<String, String>> {

	private final SendTarget target;

	private final DataRecord record;

	private volatile @Nullable RecordResult result;

	/**
	 * Creates a context.
	 * @param target where the record goes
	 * @param record the record
	 */
	public KinesisTemplateContext(SendTarget target, DataRecord record) {
		super((carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value), Kind.PRODUCER);
		this.target = target;
		this.record = record;
		setCarrier(new LinkedHashMap<>());
		setRemoteServiceName("AWS Kinesis");
	}

	/**
	 * Where the record goes.
	 * @return never {@code null}
	 */
	public SendTarget getTarget() {
		return this.target;
	}

	/**
	 * The record, without what tracing adds.
	 * @return never {@code null}
	 */
	public DataRecord getRecord() {
		return this.record;
	}

	/**
	 * Where the record was written.
	 * @return {@code null} until that is known, and if it failed
	 */
	public @Nullable RecordResult getResult() {
		return this.result;
	}

	void setResult(@Nullable RecordResult result) {
		this.result = result;
	}

	/**
	 * The headers that tracing added.
	 */
	Map<String, String> traceHeaders() {
		Map<String, String> carrier = getCarrier();
		return (carrier != null) ? carrier : Map.of();
	}

}
