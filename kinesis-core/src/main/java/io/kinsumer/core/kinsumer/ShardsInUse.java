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

package io.kinsumer.core.kinsumer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.record.ShardId;

/**
 * The shards whose handlers may run in this process, those too that were lost to others
 * meanwhile. Everything happens on the loop.
 */
final class ShardsInUse {

	private final Map<ShardId, Set<ShardDriver>> drivers = new HashMap<>();

	void begun(ShardDriver driver) {
		this.drivers.computeIfAbsent(driver.shardId(), (id) -> new HashSet<>()).add(driver);
	}

	void ended(ShardDriver driver) {
		this.drivers.computeIfPresent(driver.shardId(), (id, present) -> {
			present.remove(driver);
			return present.isEmpty() ? null : present;
		});
	}

	boolean contains(ShardId shardId) {
		return this.drivers.containsKey(shardId);
	}

	/**
	 * The run ends and does not wait for those that remain: what they hold of the budget
	 * that others share is given back.
	 */
	void abandon() {
		this.drivers.values().forEach((present) -> present.forEach(ShardDriver::abandon));
		this.drivers.clear();
	}

}
