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
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.spring.error.ExhaustedAction;
import org.jspecify.annotations.Nullable;

/**
 * What happens to records that a listener could not handle.
 */
public class KinsumerFailureProperties {

	private final Backoff backoff = new Backoff();

	private final DeadLetter deadLetter = new DeadLetter();

	/**
	 * How often a record is tried at most, the first time included; 0 for attempts
	 * without end. By default without end if a record stops its shard in the end,
	 * otherwise 5.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * Classes of exceptions that are not retried, beside those that make no sense to
	 * retry.
	 */
	private List<String> notRetryable = new ArrayList<>();

	/**
	 * Classes of exceptions that are retried although they would not be otherwise.
	 */
	private List<String> retryable = new ArrayList<>();

	/**
	 * What happens to a record when no attempt is left or another one makes no
	 * difference: its shard stops until it is resumed (the default), it goes to the
	 * dead-letter target, or it is skipped, which loses it.
	 */
	private @Nullable ExhaustedAction onExhausted;

	/**
	 * Name of a FailurePolicy bean that decides in place of these settings.
	 */
	private @Nullable String policy;

	public Backoff getBackoff() {
		return this.backoff;
	}

	public DeadLetter getDeadLetter() {
		return this.deadLetter;
	}

	public @Nullable Integer getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(@Nullable Integer maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public List<String> getNotRetryable() {
		return this.notRetryable;
	}

	public void setNotRetryable(List<String> notRetryable) {
		this.notRetryable = notRetryable;
	}

	public List<String> getRetryable() {
		return this.retryable;
	}

	public void setRetryable(List<String> retryable) {
		this.retryable = retryable;
	}

	public @Nullable ExhaustedAction getOnExhausted() {
		return this.onExhausted;
	}

	public void setOnExhausted(@Nullable ExhaustedAction onExhausted) {
		this.onExhausted = onExhausted;
	}

	public @Nullable String getPolicy() {
		return this.policy;
	}

	public void setPolicy(@Nullable String policy) {
		this.policy = policy;
	}

	/**
	 * Delays between the attempts of a record.
	 */
	public static class Backoff {

		/**
		 * Delay before the second attempt, from 1ms to 1d. By default 1s.
		 */
		private @Nullable Duration initialInterval;

		/**
		 * By what the delay grows with each attempt, from 1 to 100. By default 2.
		 */
		private @Nullable Double multiplier;

		/**
		 * Longest delay, up to 1d. By default 30s.
		 */
		private @Nullable Duration maxInterval;

		/**
		 * By which fraction a delay is lengthened or shortened at random, from 0 to 1. By
		 * default 0.2.
		 */
		private @Nullable Double jitter;

		public @Nullable Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(@Nullable Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public @Nullable Double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(@Nullable Double multiplier) {
			this.multiplier = multiplier;
		}

		public @Nullable Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(@Nullable Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

		public @Nullable Double getJitter() {
			return this.jitter;
		}

		public void setJitter(@Nullable Double jitter) {
			this.jitter = jitter;
		}

	}

	/**
	 * Where dead letters go.
	 */
	public static class DeadLetter {

		/**
		 * Name of the stream that takes dead letters, to which the naming pattern is
		 * applied. By default, the full name of the stream that is read, followed by
		 * '.dlq'.
		 */
		private @Nullable String streamName;

		/**
		 * ARN of the stream that takes dead letters, in place of its name: for a stream
		 * of another account.
		 */
		private @Nullable String streamArn;

		/**
		 * Name of a DeadLetterTarget bean that takes dead letters in place of a stream.
		 */
		private @Nullable String target;

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

		public @Nullable String getTarget() {
			return this.target;
		}

		public void setTarget(@Nullable String target) {
			this.target = target;
		}

	}

}
