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

package io.kinsumer.awsclients.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Who handled which record, and when.
 */
final class Ledger {

	private final Map<Long, List<Delivery>> deliveries = new HashMap<>();

	private final Map<String, List<Event>> events = new TreeMap<>();

	void add(String clientId, Event event) {
		if (event.kind() == Event.Kind.HANDLED) {
			this.deliveries.computeIfAbsent(event.number(), (number) -> new ArrayList<>(1))
				.add(new Delivery(clientId, event.time(), event.shard(), event.number()));
		}
		else {
			this.events.computeIfAbsent(clientId, (id) -> new ArrayList<>()).add(event);
		}
	}

	/**
	 * Tell when a member did something for the first time.
	 * @param clientId the member
	 * @param kind what
	 * @return milliseconds, or -1 when it did not
	 */
	long time(String clientId, Event.Kind kind) {
		return this.events.getOrDefault(clientId, List.of())
			.stream()
			.filter((event) -> event.kind() == kind)
			.mapToLong(Event::time)
			.findFirst()
			.orElse(-1);
	}

	/**
	 * Tell when each shard was first handled.
	 * @param which which deliveries count
	 * @return milliseconds by shard; shards without such a delivery are absent
	 */
	Map<Integer, Long> first(Predicate<Delivery> which) {
		Map<Integer, Long> first = new TreeMap<>();
		this.deliveries.values()
			.stream()
			.flatMap(List::stream)
			.filter(which)
			.forEach((delivery) -> first.merge(delivery.shard(), delivery.time(), Math::min));
		return first;
	}

	/**
	 * Count records that nobody handled.
	 * @param count how many there are, numbered from 0
	 * @return how many of them are missing
	 */
	long missing(long count) {
		return count - this.deliveries.keySet().stream().filter((number) -> number < count).count();
	}

	/**
	 * List deliveries of records that were handled before.
	 * @return each but the first of a record, with the first one
	 */
	List<Repeat> repeats() {
		List<Repeat> repeats = new ArrayList<>();
		for (List<Delivery> all : this.deliveries.values()) {
			if (all.size() > 1) {
				List<Delivery> sorted = all.stream().sorted(Comparator.comparingLong(Delivery::time)).toList();
				sorted.stream().skip(1).forEach((delivery) -> repeats.add(new Repeat(sorted.get(0), delivery)));
			}
		}
		return repeats;
	}

	/**
	 * A record was handled.
	 *
	 * @param clientId by whom
	 * @param time when
	 * @param shard its shard
	 * @param number its number
	 */
	record Delivery(String clientId, long time, int shard, long number) {

	}

	/**
	 * A record was handled again.
	 *
	 * @param first for the first time
	 * @param again another time
	 */
	record Repeat(Delivery first, Delivery again) {

	}

}
