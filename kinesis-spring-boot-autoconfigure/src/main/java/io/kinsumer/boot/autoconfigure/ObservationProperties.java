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

/**
 * What is observed, if the application has a registry of observations.
 */
public class ObservationProperties {

	/**
	 * Whether to observe what the template sends, and let records carry the context of
	 * their trace.
	 */
	private boolean template = true;

	/**
	 * Whether to observe what listeners handle.
	 */
	private boolean listener = true;

	/**
	 * Whether each event that a publisher publishes is observed.
	 */
	private boolean publisher = true;

	public boolean isTemplate() {
		return this.template;
	}

	public void setTemplate(boolean template) {
		this.template = template;
	}

	public boolean isListener() {
		return this.listener;
	}

	public void setListener(boolean listener) {
		this.listener = listener;
	}

	public boolean isPublisher() {
		return this.publisher;
	}

	public void setPublisher(boolean publisher) {
		this.publisher = publisher;
	}

}
