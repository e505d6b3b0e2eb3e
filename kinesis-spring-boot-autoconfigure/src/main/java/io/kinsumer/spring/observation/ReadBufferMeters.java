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

package io.kinsumer.spring.observation;

import io.kinsumer.core.kinsumer.ReadBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the memory for records that were read and are not handled yet:
 * {@code kinesis.read.buffer.used} and {@code kinesis.read.buffer.size}.
 */
public final class ReadBufferMeters implements MeterBinder {

	private final ReadBudget budget;

	/**
	 * Creates the binder.
	 * @param budget the budget of all kinsumers
	 */
	public ReadBufferMeters(ReadBudget budget) {
		this.budget = budget;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("kinesis.read.buffer.used", this.budget, ReadBudget::used)
			.baseUnit(BaseUnits.BYTES)
			.description("Memory for records that were read and are not handled yet, with what is reserved for reads")
			.register(registry);
		Gauge.builder("kinesis.read.buffer.size", this.budget, ReadBudget::size)
			.baseUnit(BaseUnits.BYTES)
			.description("Memory that records may take between reading and the end of their handling")
			.register(registry);
	}

}
