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

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PositionTests {

	private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void atTimestampNeedsATimestamp() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InitialPosition(InitialPosition.Type.AT_TIMESTAMP, null))
			.withMessage("initial position AT_TIMESTAMP needs a timestamp");
		assertThat(InitialPosition.at(TIME).timestamp()).isEqualTo(TIME);
	}

	@Test
	void theOthersTakeNoTimestamp() {
		for (InitialPosition.Type type : new InitialPosition.Type[] { InitialPosition.Type.LATEST,
				InitialPosition.Type.TRIM_HORIZON }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new InitialPosition(type, TIME))
				.withMessageContaining(type + " takes no timestamp, but " + TIME)
				.withMessageContaining("use AT_TIMESTAMP");
		}
	}

	@Test
	void positionsInAShardAreValues() {
		assertThat(ShardPosition.TRIM_HORIZON).isEqualTo(new ShardPosition.TrimHorizon()).hasToString("TRIM_HORIZON");
		assertThat(ShardPosition.at(TIME)).isEqualTo(ShardPosition.at(TIME))
			.isNotEqualTo(ShardPosition.at(TIME.plusMillis(1)))
			.hasToString("AT_TIMESTAMP 2026-01-01T00:00:00Z");
		assertThat(ShardPosition.after(new SequenceNumber("7", 2)))
			.isEqualTo(ShardPosition.after(new SequenceNumber("7", 2)))
			.isNotEqualTo(ShardPosition.after(new SequenceNumber("7", 3)))
			.hasToString("AFTER 7/2");
	}

	@Test
	void aShardIdIsNotBlank() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ShardId(" ")).withMessageContaining("blank");
	}

	@Test
	void aStreamNameIsOneThatKinesisAccepts() {
		assertThat(new StreamName("a".repeat(128)).value()).hasSize(128);
		for (String name : new String[] { "", "a b", "a/b", "a".repeat(129) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new StreamName(name))
				.withMessageContaining("'" + name + "'")
				.withMessageContaining("1 to 128 letters");
		}
	}

}
