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

package io.kinsumer.test.kinesis;

import java.time.Clock;
import java.util.Set;
import java.util.function.Function;

import io.kinsumer.test.fault.Gate;

/**
 * What every call passes: faults and counts, then the rates of calls.
 */
final class Entrance {

	private final Gate gate;

	private final Clock clock;

	private final CallRates rates;

	private final boolean limited;

	private final Function<KinesisRequest, Set<String>> routing;

	Entrance(Gate gate, Clock clock, KinesisOptions options, Function<KinesisRequest, Set<String>> routing) {
		this.gate = gate;
		this.routing = routing;
		this.clock = clock;
		this.rates = new CallRates(options.account());
		this.limited = options.limits().control();
	}

	Gate gate() {
		return this.gate;
	}

	<Q extends KinesisRequest, R> R pass(String operation, Q request, Function<Q, R> effect) {
		return this.gate.pass(operation, request.resource(), request, () -> this.routing.apply(request), () -> {
			if (this.limited) {
				this.rates.check(operation, request.resource(), this.clock.millis());
			}
			return effect.apply(request);
		});
	}

}
