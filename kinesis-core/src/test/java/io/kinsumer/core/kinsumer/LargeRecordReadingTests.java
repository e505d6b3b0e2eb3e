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

import java.nio.ByteBuffer;
import java.time.Duration;

import io.kinsumer.core.shard.Retrieval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The largest records there can be, and little memory.
 */
class LargeRecordReadingTests extends AbstractReadingTests {

	private static final int MIB = 1024 * 1024;

	@ParameterizedTest
	@MethodSource("bothWays")
	void recordsOfTenMebibytesPassASmallBudget(Retrieval retrieval) throws Exception {
		this.clients.kinesis()
			.updateMaxRecordSize((it) -> it.streamARN("arn:aws:kinesis:eu-central-1:000000000000:stream/large")
				.maxRecordSizeInKiB(10 * 1024))
			.join();
		for (int i = 0; i < 3; i++) {
			byte[] data = new byte[10 * MIB - 3];
			data[0] = (byte) i;
			this.server.put("large", "key", data);
			// What exceeds the quota of a shard is carried over.
			this.clock.advance(Duration.ofSeconds(11));
		}
		ReadBudget budget = new ReadBudget(MIB);
		start("large", retrieval, (record, shard) -> {
			ByteBuffer data = record.data();
			this.handled.add(data.get(data.position()) + ":" + data.remaining());
		}, budget);
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			this.clock.advance(Duration.ofSeconds(1));
			return this.handled.size() == 3;
		});
		assertThat(this.handled).containsExactly("0:10485757", "1:10485757", "2:10485757");
		await().until(() -> budget.used() < MIB);
	}

}
