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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.record.ShardId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdleWatchTests {

	private static final ShardId FIRST = new ShardId("shardId-000000000001");

	private static final ShardId SECOND = new ShardId("shardId-000000000002");

	private final List<String> told = new ArrayList<>();

	private Duration now = Duration.ofDays(-3);

	private final IdleWatch watch = new IdleWatch(Duration.ofSeconds(60), () -> this.now.toNanos(),
			(shardId, idle, idleFor) -> this.told.add(((shardId != null) ? shardId.value().substring(19) : "all")
					+ (idle ? " idle " : " busy ") + idleFor.toSeconds()));

	@Test
	void tellsOnceThatNothingArrivesAndOnceThatSomethingDoes() {
		this.watch.begun(FIRST);
		assertThat(lookAfter(59)).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.told).isEmpty();
		lookAfter(1);
		assertThat(this.told).containsExactlyInAnyOrder("all idle 60", "1 idle 60");
		this.told.clear();
		lookAfter(600);
		assertThat(this.told).isEmpty();
		this.watch.arrived(FIRST);
		assertThat(this.told).containsExactly("1 busy 660", "all busy 660");
		this.told.clear();
		this.watch.arrived(FIRST);
		assertThat(lookAfter(59)).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.told).isEmpty();
	}

	@Test
	void aShardMayBeIdleWhileOthersAreNot() {
		this.watch.begun(FIRST);
		this.watch.begun(SECOND);
		lookAfter(40);
		this.watch.arrived(SECOND);
		assertThat(lookAfter(20)).isEqualTo(Duration.ofSeconds(40));
		assertThat(this.told).containsExactly("1 idle 60");
	}

	@Test
	void aShardThatIsGoneIsNotIdle() {
		this.watch.begun(FIRST);
		this.watch.ended(FIRST);
		this.watch.arrived(SECOND);
		lookAfter(60);
		assertThat(this.told).containsExactly("all idle 60");
	}

	private Duration lookAfter(long seconds) {
		this.now = this.now.plusSeconds(seconds);
		return this.watch.look();
	}

}
