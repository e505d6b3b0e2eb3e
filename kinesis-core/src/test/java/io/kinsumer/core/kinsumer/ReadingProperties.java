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

import io.kinsumer.core.shard.Retrieval;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One shard, read with slow handlers, a bad network, breaking subscriptions, expiring
 * iterators and the limits of AWS: what is handed out is what was put, in order, and
 * nothing twice.
 */
class ReadingProperties {

	@Property(tries = 150)
	void pollingHandsOutEachRecordOnce(@ForAll long seed) {
		ShardReading reading = new ShardReading(seed, Retrieval.polling());
		reading.run();
		assertThat(reading.mistake()).isEqualTo("none");
		assertThat(reading.ended()).isTrue();
		assertThat(reading.budget().used()).isZero();
	}

	@Property(tries = 150)
	void fanOutHandsOutEachRecordOnce(@ForAll long seed) {
		ShardReading reading = new ShardReading(seed, Retrieval.fanOut());
		reading.run();
		assertThat(reading.mistake()).isEqualTo("none");
		assertThat(reading.ended()).isTrue();
		assertThat(reading.budget().used()).isZero();
	}

}
