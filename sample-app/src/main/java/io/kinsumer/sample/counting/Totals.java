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

package io.kinsumer.sample.counting;

import java.util.Collection;
import java.util.List;

/**
 * Sums over all keys and instances. The parts mean what they mean in {@link KeyTotals}.
 *
 * @param keys how many keys
 * @param sent events sent
 * @param failed events whose sending failed
 * @param received deliveries to listeners
 * @param onTheWay events not received yet
 * @param gaps events that were skipped
 * @param repeats deliveries beyond the first
 * @param outOfOrder events received after a later one
 * @param faulty keys with gaps, repeats or events out of order, at most 50
 */
public record Totals(int keys, long sent, long failed, long received, long onTheWay, long gaps, long repeats,
		long outOfOrder, List<KeyTotals> faulty) {

	private static final int MAX_FAULTY = 50;

	static Totals of(Collection<KeyTotals> keys) {
		return new Totals(keys.size(), keys.stream().mapToLong(KeyTotals::sent).sum(),
				keys.stream().mapToLong(KeyTotals::failed).sum(), keys.stream().mapToLong(KeyTotals::received).sum(),
				keys.stream().mapToLong(KeyTotals::onTheWay).sum(), keys.stream().mapToLong(KeyTotals::gaps).sum(),
				keys.stream().mapToLong(KeyTotals::repeats).sum(), keys.stream().mapToLong(KeyTotals::outOfOrder).sum(),
				keys.stream().filter((key) -> !key.faultless()).limit(MAX_FAULTY).toList());
	}

}
