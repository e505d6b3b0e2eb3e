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

/**
 * A subscription to a shard by enhanced fan-out. It brings as many events as are
 * requested. Safe for use by any thread.
 */
public interface ShardSubscription {

	/**
	 * Requests one more event.
	 */
	void request();

	/**
	 * Ends the subscription. The subscriber hears no more of it, but for what is being
	 * told at this moment.
	 */
	void cancel();

}
