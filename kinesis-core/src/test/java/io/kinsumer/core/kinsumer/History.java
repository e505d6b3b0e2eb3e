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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.record.ShardId;

/**
 * All that happened to the records of a simulated group, and what must be true of it.
 */
final class History {

	private final Map<String, Put> puts = new LinkedHashMap<>();

	private final List<Delivery> deliveries = new ArrayList<>();

	private final List<Delivery> completions = new ArrayList<>();

	private final Map<ShardId, List<ShardId>> parents = new HashMap<>();

	void put(String key, long number, String shardId) {
		this.puts.put(key + ":" + number, new Put(key, number, new ShardId(shardId)));
	}

	void shard(String id, List<String> parentIds) {
		this.parents.put(new ShardId(id), parentIds.stream().map(ShardId::new).toList());
	}

	void delivered(Delivery delivery) {
		this.deliveries.add(delivery);
	}

	void completed(Delivery delivery) {
		this.completions.add(delivery);
	}

	int putCount() {
		return this.puts.size();
	}

	/**
	 * Records that were handled more than once, each time counted but the first.
	 */
	int repeats() {
		return this.completions.size() - (int) this.completions.stream().map(Delivery::record).distinct().count();
	}

	List<String> violations() {
		List<String> found = new ArrayList<>();
		lost(found);
		twoOwners(found);
		order(found);
		families(found);
		return found;
	}

	private void lost(List<String> found) {
		Set<String> missing = new HashSet<>(this.puts.keySet());
		this.completions.forEach((completion) -> missing.remove(completion.record()));
		if (!missing.isEmpty()) {
			found.add("lost " + missing.size() + " of " + this.puts.size() + " records, such as "
					+ missing.iterator().next() + " in " + this.puts.get(missing.iterator().next()));
		}
	}

	private void twoOwners(List<String> found) {
		Map<ShardId, Delivery> last = new HashMap<>();
		for (Delivery delivery : this.deliveries) {
			Delivery before = last.put(delivery.shardId(), delivery);
			if (before != null && before.epoch() > delivery.epoch()) {
				found.add("two owners: " + delivery + " began after " + before);
			}
			if (before != null && before.epoch() == delivery.epoch() && !before.client().equals(delivery.client())) {
				found.add("two owners in one epoch: " + before + " and " + delivery);
			}
		}
	}

	private void order(List<String> found) {
		Map<String, Long> last = new HashMap<>();
		Set<String> seen = new HashSet<>();
		for (Delivery delivery : this.deliveries) {
			if (!seen.add(delivery.record())) {
				continue;
			}
			Long before = last.put(delivery.key(), delivery.number());
			if (before != null && before > delivery.number()) {
				found.add("out of order: " + delivery + " came after number " + before);
			}
		}
	}

	private void families(List<String> found) {
		Map<ShardId, Duration> lastHandled = new HashMap<>();
		Set<String> seen = new HashSet<>();
		for (Delivery completion : this.completions) {
			if (seen.add(completion.record())) {
				lastHandled.put(completion.shardId(), completion.at());
			}
		}
		for (Delivery delivery : this.deliveries) {
			for (ShardId parent : this.parents.getOrDefault(delivery.shardId(), List.of())) {
				Duration end = lastHandled.get(parent);
				if (end != null && end.compareTo(delivery.at()) > 0) {
					found
						.add("child before parent: " + delivery + " began before " + parent + " was handled at " + end);
				}
			}
		}
	}

	/**
	 * A record that was put.
	 */
	record Put(String key, long number, ShardId shardId) {

	}

	/**
	 * The beginning or end of the handling of a record.
	 */
	record Delivery(Duration at, String client, ShardId shardId, long epoch, String key, long number) {

		String record() {
			return this.key + ":" + this.number;
		}

	}

}
