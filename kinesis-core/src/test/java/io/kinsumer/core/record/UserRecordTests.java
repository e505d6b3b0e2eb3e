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

package io.kinsumer.core.record;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UserRecordTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "\uD83D", "a\uDE00b" })
	void refusesKeysThatKinesisCannotTake(String key) {
		assertThatExceptionOfType(IllegalPartitionKeyException.class).isThrownBy(() -> UserRecord.of(key, new byte[1]))
			.withMessageContaining("not valid");
	}

	@Test
	void keysHaveUpTo256Characters() {
		assertThat(UserRecord.of("字".repeat(256), new byte[0]).partitionKey()).hasSize(256);
		assertThat(UserRecord.of("😀".repeat(128), new byte[0]).partitionKey()).hasSize(256);
		assertThatExceptionOfType(IllegalPartitionKeyException.class)
			.isThrownBy(() -> UserRecord.of("k".repeat(257), new byte[1]))
			.withMessageContaining("257 characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "+5", "007", "", "340282366920938463463374607431768211456" })
	void refusesHashKeysOutsideTheHashSpace(String hashKey) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UserRecord.withoutKey(new byte[1]).withExplicitHashKey(hashKey));
	}

	@Test
	void payloadIsViewOfTheBufferGiven() {
		ByteBuffer buffer = ByteBuffer.wrap(new byte[] { 1, 2, 3, 4 }).position(1).limit(3);
		UserRecord record = new DataRecord("k", null, buffer, Map.of());
		buffer.position(0);
		assertThat(record.size()).isEqualTo(2);
		assertThat(record.data()).isEqualTo(ByteBuffer.wrap(new byte[] { 2, 3 }));
		assertThat(record.data().isReadOnly()).isTrue();
		assertThat(record.withPartitionKey("x").data()).isEqualTo(record.data());
	}

	@ParameterizedTest
	@MethodSource("buffersOfFour")
	void buffersOfAnyKindHoldThePayload(ByteBuffer buffer) {
		ByteBuffer given = buffer.put(0, (byte) 9).put(1, (byte) 1).put(2, (byte) 2).put(3, (byte) 3).position(1);
		for (ByteBuffer each : List.of(given, given.asReadOnlyBuffer(), given.slice())) {
			UserRecord record = new DataRecord("k", null, each, Map.of());
			byte[] target = new byte[5];
			record.copyTo(target, 1);
			assertThat(target).containsExactly(0, 1, 2, 3, 0);
			assertThat(record.startsWith(new byte[] { 1, 2 })).isTrue();
			assertThat(record.startsWith(new byte[] { 1, 3 })).isFalse();
			assertThat(record.startsWith(new byte[] { 1, 2, 3, 0 })).isFalse();
			assertThat(record).isEqualTo(UserRecord.of("k", new byte[] { 1, 2, 3 }))
				.hasSameHashCodeAs(UserRecord.of("k", new byte[] { 1, 2, 3 }))
				.isNotEqualTo(UserRecord.of("k", new byte[] { 1, 2, 4 }));
			assertThat(record.withHeaders(Map.of("h", "1")).data()).isEqualTo(record.data());
			assertThat(each.position()).isEqualTo((each.capacity() == 3) ? 0 : 1);
		}
	}

	static Stream<ByteBuffer> buffersOfFour() {
		return Stream.of(ByteBuffer.allocate(4), ByteBuffer.allocateDirect(4),
				ByteBuffer.allocate(9).position(5).slice());
	}

	@Test
	void contextIsAddedToTheHeadersAndStaysMarked() {
		UserRecord record = UserRecord.of("k", new byte[1])
			.withHeaders(Map.of("type", "order", "tenant", "old"))
			.withContext(Map.of("tenant", "new"));
		assertThat(record.headers()).isEqualTo(Map.of("type", "order", "tenant", "new"));
		assertThat(record.contextHeaders()).containsExactly("tenant");
		assertThat(record.withPartitionKey("x").contextHeaders()).containsExactly("tenant");
		assertThat(record.withExplicitHashKey("7").contextHeaders()).containsExactly("tenant");
		assertThat(record.withHeaders(Map.of("tenant", "x")).contextHeaders()).containsExactly("tenant");
		assertThat(record).isNotEqualTo(UserRecord.of("k", new byte[1]).withHeaders(record.headers()));
	}

	@Test
	void recordsOfTheApplicationMayMarkContext() {
		UserRecord mine = new UserRecord() {

			@Override
			public String partitionKey() {
				return "k";
			}

			@Override
			public ByteBuffer data() {
				return ByteBuffer.allocate(1);
			}

			@Override
			public Map<String, String> headers() {
				return Map.of("tenant", "x");
			}

			@Override
			public Set<String> contextHeaders() {
				return Set.of("tenant");
			}

		};
		assertThat(DataRecord.of(mine).contextHeaders()).containsExactly("tenant");
		assertThat(mine.withPartitionKey("x").contextHeaders()).containsExactly("tenant");
		assertThat(mine.withContext(Map.of("trace", "y")).contextHeaders()).containsExactlyInAnyOrder("tenant",
				"trace");
	}

	@Test
	void payloadIsNotShown() {
		assertThat(UserRecord.of("k", "secret".getBytes()).withHeaders(Map.of("h", "hidden")).toString())
			.doesNotContain("secret")
			.doesNotContain("hidden");
	}

}
