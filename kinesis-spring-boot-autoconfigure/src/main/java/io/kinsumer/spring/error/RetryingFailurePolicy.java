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

package io.kinsumer.spring.error;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Tries a record again, after delays that grow, as long as its failure may go away by
 * itself and attempts are left. Immutable.
 * <p>
 * By default a failure is retried without end, and one that cannot go away by itself
 * stops the shard at once: so a database that is away for the night costs nothing but
 * time. With {@link ExhaustedAction#DEAD_LETTER} and {@link ExhaustedAction#SKIP} there
 * are {@value #DEFAULT_MAX_ATTEMPTS} attempts unless set otherwise, because whoever
 * chooses these wants the shard to go on.
 * <p>
 * Not retried are, unless the application says otherwise, and also as causes:
 * {@link NonRetryable} exceptions, among them those of payloads that cannot be read,
 * failed validations, {@link ClassCastException}, and Spring's exceptions of conversion
 * and of method arguments.
 */
public final class RetryingFailurePolicy implements FailurePolicy {

	/**
	 * How often a record is tried when it is not for ever.
	 */
	public static final int DEFAULT_MAX_ATTEMPTS = 5;

	/**
	 * As the maximum of attempts: there is none.
	 */
	public static final int UNLIMITED = 0;

	private final int maxAttempts;

	private final RetryBackoff backoff;

	private final ExceptionClassifier classifier;

	private final FailureDecision exhausted;

	private final DoubleSupplier randomness;

	private RetryingFailurePolicy(Builder builder) {
		Integer attempts = builder.maxAttempts;
		this.maxAttempts = (attempts != null) ? attempts
				: (builder.onExhausted == ExhaustedAction.STOP) ? UNLIMITED : DEFAULT_MAX_ATTEMPTS;
		this.backoff = builder.backoff;
		this.classifier = new ExceptionClassifier(builder.retryable, builder.notRetryable);
		this.exhausted = switch (builder.onExhausted) {
			case STOP -> new FailureDecision.Stop();
			case DEAD_LETTER -> new FailureDecision.SendToDeadLetter();
			case SKIP -> new FailureDecision.Skip();
		};
		this.randomness = builder.randomness;
	}

	/**
	 * Starts building a policy.
	 * @return a builder with the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public FailureDecision decide(HandlingFailure failure) {
		boolean left = this.maxAttempts == UNLIMITED || failure.attempt() < this.maxAttempts;
		if (left && this.classifier.isRetryable(failure.cause())) {
			return new FailureDecision.Retry(this.backoff.delay(failure.attempt(), this.randomness));
		}
		return this.exhausted;
	}

	/**
	 * Builds a policy. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final Set<Class<? extends Throwable>> retryable = new HashSet<>();

		private final Set<Class<? extends Throwable>> notRetryable = new HashSet<>();

		private @Nullable Integer maxAttempts;

		private RetryBackoff backoff = RetryBackoff.DEFAULT;

		private ExhaustedAction onExhausted = ExhaustedAction.STOP;

		private DoubleSupplier randomness = () -> ThreadLocalRandom.current().nextDouble();

		Builder() {
		}

		/**
		 * Sets how often a record is tried at most, the first time included.
		 * @param maxAttempts 1 or more, or {@link RetryingFailurePolicy#UNLIMITED}
		 * @return this builder
		 */
		public Builder maxAttempts(int maxAttempts) {
			if (maxAttempts < 0) {
				throw new IllegalArgumentException("max-attempts " + maxAttempts
						+ " is not valid: it must be at least 1, or 0 for attempts without end");
			}
			this.maxAttempts = maxAttempts;
			return this;
		}

		/**
		 * Sets the delays between attempts.
		 * @param backoff the delays
		 * @return this builder
		 */
		public Builder backoff(RetryBackoff backoff) {
			this.backoff = backoff;
			return this;
		}

		/**
		 * Adds exceptions that are retried although they would not be otherwise.
		 * @param types their classes; their subclasses are meant as well, unless more is
		 * said of those
		 * @return this builder
		 */
		@SafeVarargs
		public final Builder retryable(Class<? extends Throwable>... types) {
			for (Class<? extends Throwable> type : types) {
				this.retryable.add(type);
			}
			return this;
		}

		/**
		 * Adds exceptions that are not retried.
		 * @param types their classes; their subclasses are meant as well, unless more is
		 * said of those
		 * @return this builder
		 */
		@SafeVarargs
		public final Builder notRetryable(Class<? extends Throwable>... types) {
			for (Class<? extends Throwable> type : types) {
				this.notRetryable.add(type);
			}
			return this;
		}

		/**
		 * Sets what happens when no attempt is left, or another one makes no difference.
		 * @param action {@link ExhaustedAction#STOP} by default
		 * @return this builder
		 */
		public Builder onExhausted(ExhaustedAction action) {
			this.onExhausted = action;
			return this;
		}

		/**
		 * Sets where the jitter comes from.
		 * @param randomness answers with numbers from 0 to 1; safe for use by any thread
		 * @return this builder
		 */
		public Builder randomness(DoubleSupplier randomness) {
			this.randomness = randomness;
			return this;
		}

		/**
		 * Builds the policy.
		 * @return the policy
		 * @throws IllegalArgumentException if an exception is said to be both
		 */
		public RetryingFailurePolicy build() {
			for (Class<? extends Throwable> type : this.retryable) {
				if (this.notRetryable.contains(type)) {
					throw new IllegalArgumentException("retryable " + type.getName()
							+ " is not valid: it must not be not-retryable at the same time");
				}
			}
			return new RetryingFailurePolicy(this);
		}

	}

}
