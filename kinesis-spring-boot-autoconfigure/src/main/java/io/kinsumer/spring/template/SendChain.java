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

package io.kinsumer.spring.template;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;

/**
 * A record on its way through the interceptors to what puts it.
 */
record SendChain(SendRequest request, SendTarget target, DataRecord record, List<SendInterceptor> interceptors,
		int next, Function<UserRecord, CompletableFuture<RecordResult>> put) implements SendInvocation {

	@Override
	public CompletableFuture<RecordResult> proceed(DataRecord record) {
		return new SendChain(this.request, this.target, record, this.interceptors, this.next, this.put).run();
	}

	CompletableFuture<RecordResult> run() {
		if (this.next == this.interceptors.size()) {
			return explained(this.put.apply(this.record));
		}
		return this.interceptors.get(this.next)
			.intercept(
					new SendChain(this.request, this.target, this.record, this.interceptors, this.next + 1, this.put));
	}

	/**
	 * Tells about a missing stream what to change.
	 */
	private CompletableFuture<RecordResult> explained(CompletableFuture<RecordResult> outcome) {
		CompletableFuture<RecordResult> result = new CompletableFuture<>();
		outcome.whenComplete((value, failure) -> {
			if (failure == null) {
				result.complete(value);
			}
			else if (AwsErrors.unwrap(failure) instanceof NoSuchStreamException missing) {
				result.completeExceptionally(new UnknownDestinationException(this.target, missing));
			}
			else {
				result.completeExceptionally(AwsErrors.unwrap(failure));
			}
		});
		result.whenComplete((value, failure) -> {
			if (result.isCancelled()) {
				outcome.cancel(false);
			}
		});
		return result;
	}

}
