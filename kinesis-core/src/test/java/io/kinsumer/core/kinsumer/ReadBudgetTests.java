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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.kinsumer.core.record.InvalidSettingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadBudgetTests {

	private static final long MIB = 1024 * 1024;

	private final List<String> granted = new ArrayList<>();

	private final ReadBudget budget = new ReadBudget(20 * MIB);

	@Test
	void roomIsReservedSettledAndReleased() {
		ReadBudget.Share share = share("a");
		assertThat(share.reserve(10 * MIB)).isTrue();
		assertThat(share.reserve(10 * MIB)).isTrue();
		assertThat(this.budget.used()).isEqualTo(10 * MIB);
		share.settle(MIB);
		assertThat(this.budget.used()).isEqualTo(MIB);
		share.release(MIB);
		assertThat(this.budget.used()).isZero();
		assertThat(this.granted).isEmpty();
	}

	@Test
	void roomIsGivenOutInTheOrderInWhichItWasAskedFor() {
		ReadBudget.Share hog = share("hog");
		hog.reserve(20 * MIB);
		hog.settle(20 * MIB);
		ReadBudget.Share large = share("large");
		ReadBudget.Share small = share("small");
		assertThat(large.reserve(10 * MIB)).isFalse();
		assertThat(small.reserve(MIB)).isFalse();
		hog.release(5 * MIB);
		assertThat(this.granted).isEmpty();
		hog.release(5 * MIB);
		assertThat(this.granted).containsExactly("large");
		hog.release(MIB);
		assertThat(this.granted).containsExactly("large", "small");
		assertThat(large.reserve(10 * MIB)).isTrue();
		assertThat(this.budget.used()).isEqualTo(20 * MIB);
	}

	@Test
	void anAnswerLargerThanTheWholeBudgetPassesAlone() {
		ReadBudget little = new ReadBudget(MIB);
		ReadBudget.Share first = little.share(() -> this.granted.add("first"));
		ReadBudget.Share second = little.share(() -> this.granted.add("second"));
		assertThat(first.reserve(10 * MIB)).isTrue();
		assertThat(second.reserve(10 * MIB)).isFalse();
		first.settle(10 * MIB);
		assertThat(this.granted).isEmpty();
		first.release(10 * MIB);
		assertThat(this.granted).containsExactly("second");
	}

	@Test
	void anAnswerLargerThanItsEstimateIsCounted() {
		ReadBudget.Share share = share("a");
		share.reserve(MIB);
		share.settle(30 * MIB);
		assertThat(this.budget.used()).isEqualTo(30 * MIB);
		assertThat(share("b").reserve(1)).isFalse();
	}

	@Test
	void oneThatWaitsNoMoreLosesItsTurnToTheNext() {
		ReadBudget.Share hog = share("hog");
		hog.reserve(15 * MIB);
		ReadBudget.Share first = share("first");
		first.reserve(10 * MIB);
		ReadBudget.Share second = share("second");
		second.reserve(MIB);
		first.withdraw();
		assertThat(this.granted).containsExactly("second");
	}

	@Test
	void whatAPausedShardHoldsLeavesTheBudgetToOthers() {
		ReadBudget.Share paused = share("paused");
		paused.reserve(15 * MIB);
		paused.settle(15 * MIB);
		ReadBudget.Share other = share("other");
		assertThat(other.reserve(10 * MIB)).isFalse();
		paused.park(true);
		assertThat(this.granted).containsExactly("other");
		other.settle(10 * MIB);
		paused.release(5 * MIB);
		assertThat(this.budget.used()).isEqualTo(20 * MIB);
		assertThat(other.reserve(10 * MIB)).isTrue();
		other.settle(0);
		paused.park(false);
		assertThat(other.reserve(MIB)).as("all counts again").isFalse();
		paused.release(10 * MIB);
		assertThat(this.granted).containsExactly("other", "other");
	}

	@Test
	void pausedShardsHoldAsMuchAsTheBudgetBesidesAndNoMore() {
		ReadBudget.Share first = share("first");
		first.reserve(20 * MIB);
		first.settle(20 * MIB);
		first.park(true);
		ReadBudget.Share second = share("second");
		second.reserve(20 * MIB);
		second.settle(20 * MIB);
		second.park(true);
		assertThat(share("third").reserve(MIB)).isFalse();
	}

	@Test
	void nothingIsLostOrCountedTwiceWhateverHappens() {
		Random random = new Random(7);
		List<ReadBudget.Share> shares = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			shares.add(share("s" + i));
		}
		for (int step = 0; step < 20_000; step++) {
			ReadBudget.Share share = shares.get(random.nextInt(shares.size()));
			switch (random.nextInt(5)) {
				case 0 -> share.withdraw();
				case 1 -> share.release(share.held());
				case 2 -> share.park(random.nextInt(4) == 0);
				default -> {
					if (share.reserve(6 * MIB)) {
						share.settle(random.nextLong(6 * MIB));
					}
				}
			}
			assertThat(this.budget.used()).isLessThanOrEqualTo(40 * MIB);
		}
		shares.forEach((share) -> {
			share.park(false);
			share.withdraw();
			share.release(share.held());
		});
		assertThat(this.budget.used()).isZero();
	}

	@Test
	void aBudgetOfLessThanAMebibyteIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new ReadBudget(MIB - 1))
			.withMessageContaining("read-buffer-size")
			.withMessageContaining("at least 1MB");
		assertThat(ReadBudget.ofDefaultSize().size()).isBetween(MIB, 256 * MIB);
	}

	private ReadBudget.Share share(String name) {
		return this.budget.share(() -> this.granted.add(name));
	}

}
