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

package io.kinsumer.boot.autoconfigure;

import java.time.Duration;

import io.kinsumer.core.client.ClientSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * Settings of one writer. What is not set has the default of the engine.
 */
@ConfigurationPropertiesSource
public class WriterProperties {

	@NestedConfigurationProperty
	private final BackoffProperties backoff = new BackoffProperties();

	/**
	 * Name of the client that reaches Kinesis.
	 */
	private String clientName = ClientSettings.DEFAULT_NAME;

	/**
	 * Name of the stream, to which the naming pattern is applied. By default, the name of
	 * the writer.
	 */
	private @Nullable String streamName;

	/**
	 * ARN of the stream, used in place of a name; the naming pattern is not applied.
	 */
	private @Nullable String streamArn;

	/**
	 * Most records in a request, from 1 to 500.
	 */
	private @Nullable Integer batchCount;

	/**
	 * Most bytes in a request, up to 10MB.
	 */
	private @Nullable DataSize batchSize;

	/**
	 * Most bytes of a record with its key, up to 10MB. By default, what the stream takes.
	 */
	private @Nullable DataSize maxRecordSize;

	/**
	 * Time after which a request counts as lost.
	 */
	private @Nullable Duration requestTimeout;

	public BackoffProperties getBackoff() {
		return this.backoff;
	}

	public String getClientName() {
		return this.clientName;
	}

	public void setClientName(String clientName) {
		this.clientName = clientName;
	}

	public @Nullable String getStreamName() {
		return this.streamName;
	}

	public void setStreamName(@Nullable String streamName) {
		this.streamName = streamName;
	}

	public @Nullable String getStreamArn() {
		return this.streamArn;
	}

	public void setStreamArn(@Nullable String streamArn) {
		this.streamArn = streamArn;
	}

	public @Nullable Integer getBatchCount() {
		return this.batchCount;
	}

	public void setBatchCount(@Nullable Integer batchCount) {
		this.batchCount = batchCount;
	}

	public @Nullable DataSize getBatchSize() {
		return this.batchSize;
	}

	public void setBatchSize(@Nullable DataSize batchSize) {
		this.batchSize = batchSize;
	}

	public @Nullable DataSize getMaxRecordSize() {
		return this.maxRecordSize;
	}

	public void setMaxRecordSize(@Nullable DataSize maxRecordSize) {
		this.maxRecordSize = maxRecordSize;
	}

	public @Nullable Duration getRequestTimeout() {
		return this.requestTimeout;
	}

	public void setRequestTimeout(@Nullable Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
	}

}
