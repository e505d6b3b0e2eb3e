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

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What stands in the table for a message.
 *
 * @param committed whether it was handled
 * @param token whose mark it is
 * @param renewals how often a claim was renewed
 */
record ClaimMark(boolean committed, String token, long renewals) {

	static final String STATE = "state";

	static final String TOKEN = "token";

	static final String RENEWALS = "renewals";

	static final String IN_PROGRESS = "IN_PROGRESS";

	static final String COMMITTED = "COMMITTED";

	/**
	 * Reads an item. One without a state was written by another implementation of the
	 * seed, which knows no claims.
	 */
	static ClaimMark of(Map<String, AttributeValue> item) {
		AttributeValue state = item.get(STATE);
		AttributeValue token = item.get(TOKEN);
		AttributeValue renewals = item.get(RENEWALS);
		boolean committed = state == null || !IN_PROGRESS.equals(state.s());
		return new ClaimMark(committed, (token != null && token.s() != null) ? token.s() : "",
				(renewals != null && renewals.n() != null) ? Long.parseLong(renewals.n()) : 0);
	}

}
