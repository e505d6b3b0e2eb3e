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

import java.time.Duration;

/**
 * What a storage answers to a claim.
 */
public sealed interface DeduplicationClaim {

	/**
	 * The message may be handled.
	 *
	 * @param token proves that the claim is this one
	 * @param retaken whether somebody claimed it before and fell silent: the message may
	 * have been handled, in whole or in part, and not committed
	 */
	record New(String token, boolean retaken) implements DeduplicationClaim {

	}

	/**
	 * The message was handled before.
	 */
	record Duplicate() implements DeduplicationClaim {

	}

	/**
	 * Somebody is handling the message.
	 *
	 * @param retryAfter when to ask again; more than zero. Who asks more seldom learns
	 * later that a claim was given up
	 */
	record InProgress(Duration retryAfter) implements DeduplicationClaim {

	}

}
