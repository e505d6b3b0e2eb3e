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
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedStream;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two members in two JVMs, of which one is killed.
 */
class KilledMemberTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final Queue<String> survivorHandled = new ConcurrentLinkedQueue<>();

	private final List<String> put = new ArrayList<>();

	@Test
	void recordsOfAKilledMemberAreHandledByTheOther() throws Exception {
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:4").start();
				KilledMember killed = new KilledMember(server.endpoint(), "orders")) {
			EmbeddedStream stream = server.stream("orders");
			Kinsumer survivor = KilledMember.kinsumer(server.endpoint(), "orders", "survivor",
					(record, shard) -> this.survivorHandled.add(UTF_8.decode(record.data()).toString()));
			survivor.start().join();
			await().atMost(TIMEOUT).until(() -> {
				put(stream);
				return killed.handled().size() >= 10 && survivor.status().members().size() == 2;
			});
			killed.kill();
			int before = this.survivorHandled.size();
			put(stream);
			await().atMost(TIMEOUT).untilAsserted(() -> {
				Set<String> handled = new HashSet<>(killed.handled());
				handled.addAll(this.survivorHandled);
				assertThat(handled).containsAll(this.put);
			});
			assertThat(this.survivorHandled).hasSizeGreaterThan(before).doesNotHaveDuplicates();
			assertThat(killed.handled()).doesNotHaveDuplicates();
			await().atMost(TIMEOUT)
				.until(() -> survivor.status().shards().stream().filter(ShardStatus::mine).count() == 4);
			survivor.stop().join();
		}
	}

	private void put(EmbeddedStream stream) {
		for (String shard : List.of("0", "1", "2", "3")) {
			String data = String.valueOf(this.put.size());
			stream.putInto("shardId-00000000000" + shard, "key", data);
			this.put.add(data);
		}
	}

}
