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

package io.kinsumer.core.client;

import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Repeats calls as another strategy does, and says so when a service fails again and
 * again: else nothing is heard of an endpoint that does not answer until a call is given
 * up, which may take minutes.
 */
final class ToldRetries implements RetryStrategy {

	private static final Logger logger = LoggerFactory.getLogger(ToldRetries.class);

	// Fewer are everyday life. Told then and each time the number has doubled.
	private static final int WORTH_TELLING = 4;

	private final RetryStrategy retries;

	private final String client;

	private final AtomicInteger failures = new AtomicInteger();

	/**
	 * Tells of the retries of one client.
	 * @param retries decides; complete, so that the SDK has nothing to add
	 * @param client how to name the client
	 */
	ToldRetries(RetryStrategy retries, String client) {
		this.retries = retries;
		this.client = client;
	}

	@Override
	public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
		return this.retries.acquireInitialToken(request);
	}

	@Override
	public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
		// Throws where the attempt is not repeated.
		RefreshRetryTokenResponse response = this.retries.refreshRetryToken(request);
		int inARow = this.failures.incrementAndGet();
		if (inARow >= WORTH_TELLING && Integer.bitCount(inARow) == 1) {
			logger.warn("{}: {} attempts in a row failed and are repeated, the last one because of {}", this.client,
					inARow, request.failure().toString());
		}
		return response;
	}

	@Override
	public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
		int inARow = (this.failures.get() > 0) ? this.failures.getAndSet(0) : 0;
		if (inARow >= WORTH_TELLING) {
			logger.info("{} answers again, after {} failed attempts", this.client, inARow);
		}
		return this.retries.recordSuccess(request);
	}

	@Override
	public int maxAttempts() {
		return this.retries.maxAttempts();
	}

	/**
	 * {@code false}: the SDK would take {@link #toBuilder()} to add its own conditions,
	 * and what is built there tells nothing.
	 */
	@Override
	public boolean useClientDefaults() {
		return false;
	}

	@Override
	public Builder<?, ?> toBuilder() {
		return this.retries.toBuilder();
	}

}
