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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class TallyProperties {

	private static final int MAX = 40;

	@Property
	void countsAsAMapOfEachNumberWould(@ForAll("runs") List<Run> runs) {
		Map<Long, Integer> model = model(runs);
		Tally tally = Tally.of(runs);
		for (long number = 0; number <= MAX + 1; number++) {
			assertThat(tally.count(number)).isEqualTo(model.getOrDefault(number, 0));
		}
		assertThat(tally.distinct()).isEqualTo(model.size());
		assertThat(tally.total()).isEqualTo(model.values().stream().mapToLong(Integer::longValue).sum());
		assertThat(tally.highest()).isEqualTo(model.keySet().stream().mapToLong(Long::longValue).max().orElse(0));
	}

	@Property
	void runsAreAsFewAsPossible(@ForAll("runs") List<Run> runs) {
		List<Run> result = Tally.of(runs).runs();
		List<Run> fewest = new ArrayList<>();
		model(runs).forEach((number, times) -> {
			Run last = fewest.isEmpty() ? new Run(-1, -1, 0) : fewest.get(fewest.size() - 1);
			if (last.to() == number - 1 && last.times() == times) {
				fewest.set(fewest.size() - 1, new Run(last.from(), number, times));
			}
			else {
				fewest.add(new Run(number, number, times));
			}
		});
		assertThat(result).isEqualTo(fewest);
	}

	@Property
	void absentAndCommonAreThoseOfSets(@ForAll("runs") List<Run> some, @ForAll("runs") List<Run> others,
			@ForAll("numbers") long from, @ForAll("numbers") long to) {
		Tally tally = Tally.of(some);
		Tally other = Tally.of(others);
		Tally absent = tally.absent(from, to);
		Tally common = tally.common(other);
		for (long number = 0; number <= MAX + 1; number++) {
			boolean within = from <= number && number <= to;
			assertThat(absent.count(number)).isEqualTo((within && tally.count(number) == 0) ? 1 : 0);
			assertThat(common.count(number)).isEqualTo((tally.count(number) > 0 && other.count(number) > 0) ? 1 : 0);
		}
	}

	@Provide
	Arbitrary<List<Run>> runs() {
		return Combinators
			.combine(numbers(), Arbitraries.integers().between(0, 8), Arbitraries.integers().between(1, 3))
			.as((from, more, times) -> new Run(from, Math.min(from + more, MAX), times))
			.list()
			.ofMaxSize(12);
	}

	@Provide
	Arbitrary<Long> numbers() {
		return Arbitraries.longs().between(1, MAX);
	}

	private static Map<Long, Integer> model(List<Run> runs) {
		Map<Long, Integer> model = new TreeMap<>();
		for (Run run : runs) {
			for (long number = run.from(); number <= run.to(); number++) {
				model.merge(number, run.times(), Integer::sum);
			}
		}
		return model;
	}

}
