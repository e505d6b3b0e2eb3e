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

package io.kinsumer.core.shard;

import org.jspecify.annotations.Nullable;

/**
 * Hears from a {@link ShardSubscription}, on any thread, one call after the other; must
 * not block.
 */
public interface ShardSubscriber {

	/**
	 * Kinesis has accepted the subscription.
	 */
	void opened();

	/**
	 * An event came that was {@linkplain ShardSubscription#request() requested}.
	 * @param event the event
	 */
	void received(SubscribedRecords event);

	/**
	 * The subscription is over; nothing follows.
	 * @param failure why, or {@code null} if Kinesis ended it in good order
	 */
	void ended(@Nullable Throwable failure);

}
