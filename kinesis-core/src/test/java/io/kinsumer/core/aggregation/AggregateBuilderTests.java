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

package io.kinsumer.core.aggregation;

import java.nio.ByteBuffer;

import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a record does wrong while it is added.
 */
class AggregateBuilderTests {

	@Test
	void recordWhosePayloadCannotBeReadSpoilsNoOther() {
		AggregateBuilder builder = new AggregateBuilder();
		builder.add("a", UserRecord.of("a", new byte[1]));
		assertThatIllegalStateException().isThrownBy(() -> builder.add("b", new Unreadable()));
		builder.add("c", UserRecord.of("c", new byte[2]));
		assertThat(builder.count()).isEqualTo(2);
		AggregateBuilder expected = new AggregateBuilder();
		expected.add("a", UserRecord.of("a", new byte[1]));
		int size = builder.size();
		byte[] aggregate = builder.build();
		assertThat(aggregate).hasSize(size);
		assertThat(Deaggregator.isAggregate(aggregate)).isTrue();
	}

	/**
	 * As a buffer is whose memory was given back.
	 */
	private static final class Unreadable implements UserRecord {

		@Override
		public String partitionKey() {
			return "b";
		}

		@Override
		public ByteBuffer data() {
			return ByteBuffer.allocate(100);
		}

		@Override
		public void copyTo(byte[] target, int offset) {
			throw new IllegalStateException("Already closed");
		}

	}

}
