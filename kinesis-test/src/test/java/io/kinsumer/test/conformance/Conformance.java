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
package io.kinsumer.test.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * What every part of the suite needs.
 */
interface Conformance {

	/** Makes names that no other test uses. */
	AtomicInteger NAMES = new AtomicInteger();

	/**
	 * Return which witness is tested.
	 * @return the witness, or {@code null} for the embedded server
	 */
	default @Nullable Witness witness() {
		return null;
	}

	/**
	 * Return where the tested server listens.
	 * @return the base of its requests
	 */
	URI endpoint();

	/**
	 * Assert what AWS documents, or what a witness with a quirk does instead, so that a
	 * quirk which changes or vanishes is noticed.
	 * @param quirk where a witness differs
	 * @param documented what AWS documents
	 * @param witnessed what the witness does instead
	 */
	default void documented(Quirk quirk, ThrowingCallable documented, ThrowingCallable witnessed) {
		boolean differs = quirk.witness() == witness();
		Throwable failure = catchThrowable(differs ? witnessed : documented);
		if (failure != null && witness() == Witness.LOCALSTACK && quirk.witness() == Witness.KINESIS_LOCAL) {
			// it runs some version of the same engine
			failure = catchThrowable(witnessed);
		}
		if (failure != null) {
			throw new AssertionError(
					differs ? quirk + " is no longer as listed: " + quirk.reason()
							: "not as documented, while " + quirk + " explains it for " + quirk.witness() + " only",
					failure);
		}
	}

	static <T> T get(CompletableFuture<T> future) {
		try {
			return future.orTimeout(30, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof AwsServiceException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * Assert that a call is refused as mistakes of the caller are: HTTP 400, a code, a
	 * message, and the id of the request.
	 * @param call the call
	 * @param codes the codes that it may be refused with
	 * @return the refusal
	 */
	static AwsServiceException refused(Supplier<CompletableFuture<?>> call, String... codes) {
		AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, () -> get(call.get()));
		assertThat(refusal).as("refusal with %s", List.of(codes)).isNotNull();
		assertThat(refusal.awsErrorDetails().errorCode()).as(refusal.getMessage()).isIn((Object[]) codes);
		assertThat(refusal.statusCode()).isEqualTo(400);
		assertThat(refusal.awsErrorDetails().errorMessage()).isNotBlank();
		assertThat(refusal.requestId()).isNotBlank();
		return refusal;
	}

	/** Assert that a call is refused with a code and perhaps nothing else. */
	static void bluntlyRefused(Supplier<CompletableFuture<?>> call, String code) {
		AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, () -> get(call.get()));
		assertThat(refusal).as("refusal with %s", code).isNotNull();
		assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
	}

	/** Assert that a call fails inside the server, which only quirks may do. */
	static void broken(Supplier<CompletableFuture<?>> call) {
		AwsServiceException failure = catchThrowableOfType(AwsServiceException.class, () -> get(call.get()));
		assertThat(failure).as("failure inside the server").isNotNull();
		assertThat(failure.statusCode()).isEqualTo(500);
	}

	static void awaitQuickly(BooleanSupplier condition) {
		await().atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.until(condition::getAsBoolean);
	}

	static String uniqueName(String prefix) {
		return prefix + '-' + NAMES.incrementAndGet();
	}

}
