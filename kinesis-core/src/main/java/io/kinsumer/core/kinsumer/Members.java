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

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.kinsumer.core.metadata.Owner;

/**
 * Who is in the group, as one member sees it.
 *
 * @param active those who take their share, sorted
 * @param dead owners of shards that are known to be dead
 * @param revisions the revision of each session; a change means that its shards changed
 * @param agreed whether all who take their share assign by the same rules
 */
record Members(SortedSet<Owner> active, Set<Owner> dead, Map<Owner, Long> revisions, boolean agreed) {

	static final Members NONE = new Members(new TreeSet<>(), Set.of(), Map.of(), true);

	Members {
		active = Collections.unmodifiableSortedSet(new TreeSet<>(active));
		dead = Set.copyOf(dead);
		revisions = Map.copyOf(revisions);
	}

	/**
	 * Whether the same take part by the same rules, whatever they did to their shards.
	 */
	boolean isSameGroup(Members other) {
		return this.active.equals(other.active) && this.dead.equals(other.dead) && this.agreed == other.agreed;
	}

}
