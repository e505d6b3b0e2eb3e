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

package io.kinsumer.boot.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What became of an operation of the endpoint {@code kinesis}.
 *
 * @param outcome in one word
 * @param kinsumer the name it was asked for
 * @param operation which
 * @param shardId the shard, if it was about one
 * @param message what it means, for people
 * @param position where a reset has moved the position, if it did
 * @param shards the shards that a reset moved, in its case
 */
public record OperationResult(Outcome outcome, String kinsumer, String operation, @Nullable String shardId,
		String message, @Nullable String position, List<String> shards) implements OperationResponseBody {

	public OperationResult {
		shards = List.copyOf(shards);
	}

	static OperationResult of(Outcome outcome, String kinsumer, String operation, @Nullable String shardId,
			@Nullable String message) {
		return new OperationResult(outcome, kinsumer, operation, shardId,
				SafeText.of((message != null) ? message : outcome.name()), null, List.of());
	}

	/**
	 * How an operation ended.
	 */
	public enum Outcome {

		/**
		 * It is done.
		 */
		DONE(200),

		/**
		 * It is under way.
		 */
		ACCEPTED(202),

		/**
		 * A value is not valid; nothing was done.
		 */
		INVALID(400),

		/**
		 * There is no kinsumer, shard or operation of that name.
		 */
		NOT_FOUND(404),

		/**
		 * Things are such that it is not done. The message tells what to do first.
		 */
		REFUSED(409),

		/**
		 * It failed, for instance because AWS could not be reached.
		 */
		FAILED(503);

		private final int status;

		Outcome(int status) {
			this.status = status;
		}

		int status() {
			return this.status;
		}

	}

}
