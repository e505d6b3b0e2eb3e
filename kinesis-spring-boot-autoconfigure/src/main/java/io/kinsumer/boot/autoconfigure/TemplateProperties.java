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

import io.kinsumer.spring.template.SendMode;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the template that sends.
 */
public class TemplateProperties {

	/**
	 * What sends to streams for which neither a producer nor a writer is configured.
	 */
	private SendMode mode = SendMode.PRODUCER;

	/**
	 * Producer, writer or stream for what is sent without a destination.
	 */
	private @Nullable String defaultDestination;

	/**
	 * How long a send that waits for its outcome waits at most. By default, until the
	 * record is written or given up.
	 */
	private @Nullable Duration sendTimeout;

	/**
	 * Whether records tell in a header what a converter made of their payload, such as
	 * application/json. A record with a header that is alone travels in the KPL format.
	 */
	private boolean contentTypeHeader;

	public SendMode getMode() {
		return this.mode;
	}

	public void setMode(SendMode mode) {
		this.mode = mode;
	}

	public @Nullable String getDefaultDestination() {
		return this.defaultDestination;
	}

	public void setDefaultDestination(@Nullable String defaultDestination) {
		this.defaultDestination = defaultDestination;
	}

	public @Nullable Duration getSendTimeout() {
		return this.sendTimeout;
	}

	public void setSendTimeout(@Nullable Duration sendTimeout) {
		this.sendTimeout = sendTimeout;
	}

	public boolean isContentTypeHeader() {
		return this.contentTypeHeader;
	}

	public void setContentTypeHeader(boolean contentTypeHeader) {
		this.contentTypeHeader = contentTypeHeader;
	}

}
