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

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.record.ShardId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShardAssignorProperties {

	private static final List<ShardAssignor> BALANCED = List.of(new StickyShardAssignor(), new ModuloShardAssignor());

	private final StickyShardAssignor assignor = new StickyShardAssignor();

	@Property
	void everyShardGoesToAMemberAndSharesDifferByOneAtMost(@ForAll("situations") Situation situation) {
		for (ShardAssignor balanced : BALANCED) {
			Map<ShardId, Owner> assignment = balanced.assign(situation.members(), situation.owners());
			assertThat(assignment.keySet()).isEqualTo(situation.owners().keySet());
			assertThat(situation.members()).containsAll(assignment.values());
			Map<Owner, Integer> shares = shares(situation.members(), assignment);
			assertThat(Collections.max(shares.values()) - Collections.min(shares.values())).as(balanced.name())
				.isLessThanOrEqualTo(1);
		}
	}

	@Property
	void equalFactsGiveEqualAssignments(@ForAll("situations") Situation situation) {
		for (ShardAssignor each : List.of(new StickyShardAssignor(), new ModuloShardAssignor(),
				new FreeShardAssignor())) {
			Map<ShardId, Owner> assignment = each.assign(situation.members(), situation.owners());
			assertThat(each.assign(new TreeSet<>(situation.members()), new TreeMap<>(situation.owners())))
				.as(each.name())
				.isEqualTo(assignment);
		}
	}

	@Property
	void anAssignmentByIndexDependsOnNoOwner(@ForAll("situations") Situation situation) {
		SortedMap<ShardId, Owner> free = new TreeMap<>();
		situation.owners().keySet().forEach((shard) -> free.put(shard, null));
		ModuloShardAssignor modulo = new ModuloShardAssignor();
		assertThat(modulo.assign(situation.members(), situation.owners()))
			.isEqualTo(modulo.assign(situation.members(), free));
	}

	@Property
	void withoutAgreementNothingMovesAndFreeShardsGoToThoseWithFewest(@ForAll("situations") Situation situation) {
		Map<ShardId, Owner> assignment = new FreeShardAssignor().assign(situation.members(), situation.owners());
		assertThat(assignment.keySet()).isEqualTo(situation.owners().keySet());
		assertThat(situation.members()).containsAll(assignment.values());
		Map<ShardId, Owner> held = new HashMap<>();
		situation.owners().forEach((shard, owner) -> {
			if (situation.isHeldByMember(shard)) {
				held.put(shard, owner);
			}
		});
		assertThat(assignment).containsAllEntriesOf(held);
		Map<Owner, Integer> before = shares(situation.members(), held);
		Map<Owner, Integer> after = shares(situation.members(), assignment);
		int least = Collections.min(after.values());
		assertThat(after).allSatisfy((member, share) -> assertThat(share)
			.isLessThanOrEqualTo(Math.max(before.getOrDefault(member, 0), least + 1)));
	}

	@Test
	void namesTellTheRulesApart() {
		assertThat(List.of(new StickyShardAssignor().name(), new ModuloShardAssignor().name(),
				new FreeShardAssignor().name()))
			.doesNotHaveDuplicates();
	}

	@Property
	void noShardMovesThatNeedNot(@ForAll("situations") Situation situation) {
		Map<ShardId, Owner> assignment = this.assignor.assign(situation.members(), situation.owners());
		long moves = assignment.entrySet()
			.stream()
			.filter((entry) -> situation.isHeldByMember(entry.getKey()))
			.filter((entry) -> !entry.getValue().equals(situation.owners().get(entry.getKey())))
			.count();
		assertThat(moves).isEqualTo(fewestMoves(situation));
	}

	@Property
	void anAssignmentThatWasCarriedOutStays(@ForAll("situations") Situation situation) {
		Map<ShardId, Owner> assignment = this.assignor.assign(situation.members(), situation.owners());
		assertThat(this.assignor.assign(situation.members(), new TreeMap<>(assignment))).isEqualTo(assignment);
	}

	private static long fewestMoves(Situation situation) {
		Map<Owner, Integer> held = new HashMap<>();
		situation.owners().values().forEach((owner) -> {
			if (owner != null && situation.members().contains(owner)) {
				held.merge(owner, 1, Integer::sum);
			}
		});
		int small = situation.owners().size() / situation.members().size();
		int larger = situation.owners().size() % situation.members().size();
		long excess = 0;
		for (int count : held.values().stream().sorted(Collections.reverseOrder()).toList()) {
			int quota = (larger-- > 0) ? small + 1 : small;
			excess += Math.max(0, count - quota);
		}
		return excess;
	}

	private static Map<Owner, Integer> shares(SortedSet<Owner> members, Map<ShardId, Owner> assignment) {
		Map<Owner, Integer> shares = new HashMap<>();
		members.forEach((member) -> shares.put(member, 0));
		assignment.values().forEach((owner) -> shares.merge(owner, 1, Integer::sum));
		return shares;
	}

	@Provide
	Arbitrary<Situation> situations() {
		Arbitrary<Integer> owner = Arbitraries.integers().between(-1, 9);
		return Combinators.combine(Arbitraries.integers().between(1, 8), owner.list().ofMaxSize(40))
			.as((members, owners) -> {
				SortedSet<Owner> present = new TreeSet<>();
				for (int i = 0; i < members; i++) {
					present.add(new Owner("client-" + i, "s"));
				}
				SortedMap<ShardId, Owner> shards = new TreeMap<>();
				for (int i = 0; i < owners.size(); i++) {
					shards.put(new ShardId("shard-%03d".formatted(i)),
							(owners.get(i) < 0) ? null : new Owner("client-" + owners.get(i), "s"));
				}
				return new Situation(present, shards);
			});
	}

	record Situation(SortedSet<Owner> members, SortedMap<ShardId, Owner> owners) {

		boolean isHeldByMember(ShardId shard) {
			Owner owner = this.owners.get(shard);
			return owner != null && this.members.contains(owner);
		}

	}

}
