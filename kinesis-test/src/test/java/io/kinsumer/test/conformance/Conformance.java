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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
	 * Assert what AWS documents, and of a witness with a quirk that it still has it.
	 * @param quirk where a witness differs
	 * @param assertion what AWS documents
	 */
	default void documented(Quirk quirk, ThrowingCallable assertion) {
		Throwable deviation = catchThrowable(assertion);
		if (quirk.witness() != witness()) {
			assertThat(deviation).isNull();
			return;
		}
		assertThat(deviation).as("%s (%s) no longer shows: take it off the list", quirk, quirk.reason())
			.isInstanceOfAny(AssertionError.class, AwsServiceException.class);
	}

	static <T> T get(CompletableFuture<T> future) {
		try {
			return future.orTimeout(15, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof AwsServiceException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	static AwsServiceException refused(Supplier<CompletableFuture<?>> call, String... codes) {
		AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, () -> get(call.get()));
		assertThat(refusal).as("refusal with %s", (Object) codes).isNotNull();
		assertThat(refusal.awsErrorDetails().errorCode()).isIn((Object[]) codes);
		return refusal;
	}

	static String uniqueName(String prefix) {
		return prefix + '-' + NAMES.incrementAndGet();
	}

}
