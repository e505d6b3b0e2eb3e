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

package io.kinsumer.spring.listener;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Puts stages behind one another.
 */
final class Pipeline {

	static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

	private Pipeline() {
	}

	/**
	 * Goes on when a stage has ended, on the thread that ended it.
	 * @param next takes the failure, {@code null} when there was none
	 * @return ends as what followed; to cancel it cancels the first stage
	 */
	static CompletableFuture<Void> then(CompletionStage<?> stage,
			Function<@Nullable Throwable, CompletionStage<?>> next) {
		return then(stage, (value, failure) -> next.apply(failure));
	}

	/**
	 * Goes on when a stage has ended, on the thread that ended it.
	 * @param next takes what it ended with, and the failure, {@code null} when there was
	 * none
	 * @return ends as what followed; to cancel it cancels the first stage
	 */
	static <T> CompletableFuture<Void> then(CompletionStage<T> stage,
			BiFunction<@Nullable T, @Nullable Throwable, CompletionStage<?>> next) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		// Not whenComplete: that asks a failure for its text, which may throw.
		stage.handle((value, failure) -> {
			CompletionStage<?> following = call(() -> next.apply(value, (failure != null) ? unwrap(failure) : null));
			return following.handle((ignored, problem) -> (problem != null)
					? result.completeExceptionally(unwrap(problem)) : result.complete(null));
		});
		result.handle((value, failure) -> {
			if (result.isCancelled()) {
				cancel(stage);
			}
			return null;
		});
		return result;
	}

	/**
	 * Makes a call whose exceptions count as a stage that failed.
	 */
	static CompletionStage<?> call(Call call) {
		try {
			CompletionStage<?> stage = call.make();
			return (stage != null) ? stage : CompletableFuture
				.failedFuture(new IllegalStateException("null was returned in place of a CompletionStage"));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	static boolean succeeded(CompletionStage<?> stage) {
		// Others, such as minimal stages, do not tell.
		return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone()
				&& !((CompletableFuture<?>) stage).isCompletedExceptionally();
	}

	static void cancel(CompletionStage<?> stage) {
		try {
			stage.toCompletableFuture().cancel(true);
		}
		catch (UnsupportedOperationException ex) {
			// It cannot be cancelled, so it ends when it ends.
		}
	}

	static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
		return (wrapped && cause != null) ? unwrap(cause) : failure;
	}

	/**
	 * A call that may fail.
	 */
	interface Call {

		@Nullable CompletionStage<?> make() throws Exception;

	}

}
