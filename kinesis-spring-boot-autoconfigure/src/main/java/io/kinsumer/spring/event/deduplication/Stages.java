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

package io.kinsumer.spring.event.deduplication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Works on many messages, a bounded number at once.
 */
final class Stages {

	private static final int AT_ONCE = 64;

	private Stages() {
	}

	/**
	 * Calls for each item, some at once.
	 * @return completes when all calls have ended, each of which must not fail
	 */
	static <T> CompletableFuture<Void> forEach(List<T> items, Function<T, CompletableFuture<Void>> call) {
		if (items.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		int end = Math.min(items.size(), AT_ONCE);
		List<CompletableFuture<Void>> calls = new ArrayList<>();
		items.subList(0, end).forEach((item) -> calls.add(call.apply(item)));
		return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
			.thenCompose((done) -> forEach(items.subList(end, items.size()), call));
	}

	/**
	 * Makes a call whose exception counts as a stage that failed.
	 */
	static <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> call) {
		try {
			return call.get().toCompletableFuture();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Waits for a stage.
	 * @throws Exception what it failed with
	 */
	static <T> T await(CompletionStage<T> stage) throws Exception {
		try {
			return stage.toCompletableFuture().get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Exception cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw ex;
		}
		catch (CancellationException ex) {
			throw ex;
		}
	}

}
