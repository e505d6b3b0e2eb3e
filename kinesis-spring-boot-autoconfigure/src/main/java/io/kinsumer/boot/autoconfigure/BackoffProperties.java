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

import org.jspecify.annotations.Nullable;

/**
 * How calls are repeated.
 */
public class BackoffProperties {

	/**
	 * Preset that the other values start from.
	 */
	private @Nullable Type type;

	/**
	 * Bound of the first delay.
	 */
	private @Nullable Duration initialInterval;

	/**
	 * Bound of all delays.
	 */
	private @Nullable Duration maxInterval;

	/**
	 * Attempts in all, the first included; 0 for no bound.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * Time after which no attempt starts.
	 */
	private @Nullable Duration maxElapsedTime;

	public @Nullable Type getType() {
		return this.type;
	}

	public void setType(@Nullable Type type) {
		this.type = type;
	}

	public @Nullable Duration getInitialInterval() {
		return this.initialInterval;
	}

	public void setInitialInterval(@Nullable Duration initialInterval) {
		this.initialInterval = initialInterval;
	}

	public @Nullable Duration getMaxInterval() {
		return this.maxInterval;
	}

	public void setMaxInterval(@Nullable Duration maxInterval) {
		this.maxInterval = maxInterval;
	}

	public @Nullable Integer getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(@Nullable Integer maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public @Nullable Duration getMaxElapsedTime() {
		return this.maxElapsedTime;
	}

	public void setMaxElapsedTime(@Nullable Duration maxElapsedTime) {
		this.maxElapsedTime = maxElapsedTime;
	}

	/**
	 * Presets, named as in gosoline.
	 */
	public enum Type {

		/**
		 * 50 ms to 10 s, at most 10 attempts in at most 10 minutes.
		 */
		EXPONENTIAL,

		/**
		 * One attempt.
		 */
		ONCE,

		/**
		 * 100 ms to 1 s, at most 10 s in all.
		 */
		API,

		/**
		 * 50 ms to 10 s, without end.
		 */
		INFINITE

	}

}
