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

package io.kinsumer.test.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction did nothing.
 */
public final class TransactionCanceledException extends ServiceException {

	private static final long serialVersionUID = 1L;

	private final transient List<Reason> reasons;

	TransactionCanceledException(List<Reason> reasons) {
		super("TransactionCanceledException",
				"Transaction cancelled, please refer cancellation reasons for specific reasons ["
						+ reasons.stream().map(Reason::code).collect(Collectors.joining(", ")) + "]");
		this.reasons = List.copyOf(reasons);
	}

	/**
	 * Return the reasons.
	 * @return one for each part of the transaction, in its order
	 */
	public List<Reason> reasons() {
		return this.reasons;
	}

	/**
	 * Why one part failed.
	 *
	 * @param code such as {@code ConditionalCheckFailed}, or {@code None} if it did not
	 * @param message what is wrong, {@code null} if nothing
	 * @param item the item as it is, if the condition failed and the part asked for it
	 */
	public record Reason(String code, @Nullable String message, @Nullable Map<String, Attribute> item) {

		static final Reason NONE = new Reason("None", null, null);

		static Reason of(ServiceException failure) {
			if (failure instanceof ConditionalCheckFailedException failed) {
				return new Reason("ConditionalCheckFailed", failed.message(), failed.item());
			}
			return switch (failure.code()) {
				case "ProvisionedThroughputExceededException" ->
					new Reason("ProvisionedThroughputExceeded", failure.message(), null);
				case "ValidationException" -> new Reason("ValidationError", failure.message(), null);
				default -> throw failure;
			};
		}

	}

}
