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

package io.kinsumer.spring.event.message;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdentifierFactoryTests {

	private Instant now = Instant.ofEpochMilli(0x017F22E279B0L);

	/**
	 * The example of RFC 9562, appendix A.6.
	 */
	@Test
	void makesTheUuidOfTheRfc() {
		List<Long> randoms = new ArrayList<>(List.of(0xCC3L, 0x18C4DC0C0C07398FL << 2));
		IdentifierFactory factory = new UuidIdentifierFactory(() -> this.now, () -> randoms.remove(0));
		assertThat(factory.create()).isEqualTo("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
	}

	@Test
	void everyUuidIsLargerThanTheOneBefore() {
		Random random = new Random();
		IdentifierFactory factory = new UuidIdentifierFactory(() -> this.now, random);
		String before = "";
		for (int i = 0; i < 30_000; i++) {
			if (i % 1000 == 0) {
				this.now = this.now.plusMillis(random.nextInt(-3, 4));
			}
			String id = factory.create();
			assertThat(id).isGreaterThan(before);
			UUID uuid = UUID.fromString(id);
			assertThat(uuid.version()).isEqualTo(7);
			assertThat(uuid.variant()).isEqualTo(2);
			before = id;
		}
	}

	@Test
	void threadsNeverGetTheSameId() throws Exception {
		SecureRandom random = new SecureRandom();
		for (IdentifierFactory factory : List.of(new UuidIdentifierFactory(() -> this.now, random),
				new KsuidIdentifierFactory(() -> this.now, random))) {
			Callable<List<String>> many = () -> Stream.generate(factory::create).limit(5000).toList();
			ExecutorService threads = Executors.newFixedThreadPool(4);
			Set<String> ids = new HashSet<>();
			for (Future<List<String>> made : threads.invokeAll(Collections.nCopies(4, many))) {
				ids.addAll(made.get());
				if (factory instanceof UuidIdentifierFactory) {
					assertThat(made.get()).isSorted();
				}
			}
			threads.shutdown();
			assertThat(ids).hasSize(20_000);
		}
	}

	@Test
	void theTimeOfAUuidIsThatOfTheClock() {
		IdentifierFactory factory = new UuidIdentifierFactory(() -> this.now, new Random(7));
		factory.create();
		this.now = Instant.parse("2026-11-28T18:55:14.123Z");
		assertThat(UUID.fromString(factory.create()).getMostSignificantBits() >>> 16)
			.isEqualTo(this.now.toEpochMilli());
	}

	/**
	 * The example of {@code segmentio/ksuid}.
	 */
	@Test
	void makesTheKsuidOfItsAuthors() {
		this.now = Instant.parse("2017-10-10T04:00:47Z");
		IdentifierFactory factory = new KsuidIdentifierFactory(() -> this.now,
				bytes("B5A1CD34B5F99D1154FB6853345C9735"));
		assertThat(factory.create()).isEqualTo("0ujtsYcgvSTl8PAuAdqWYSMnLOv");
	}

	@Test
	void ksuidsHaveTheirLengthFromFirstToLast() {
		this.now = Instant.ofEpochSecond(1_400_000_000L);
		assertThat(new KsuidIdentifierFactory(() -> this.now, bytes("00".repeat(16))).create())
			.isEqualTo("000000000000000000000000000");
		this.now = Instant.ofEpochSecond(1_400_000_000L + 0xFFFFFFFFL);
		assertThat(new KsuidIdentifierFactory(() -> this.now, bytes("FF".repeat(16))).create())
			.isEqualTo("aWgEPTl1tmebfsQzFP4bxwgy80V");
	}

	private static RandomGenerator bytes(String hex) {
		return new Random() {
			@Override
			public void nextBytes(byte[] bytes) {
				System.arraycopy(HexFormat.of().parseHex(hex), 0, bytes, 0, bytes.length);
			}
		};
	}

}
