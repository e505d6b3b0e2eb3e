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

package io.kinsumer.sample.cluster;

import java.util.List;
import java.util.Map;

import io.kinsumer.sample.InstanceName;
import io.kinsumer.sample.board.Frame;
import io.kinsumer.sample.counting.InstanceCounts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PeerTableTests {

	private static final InstanceName NAME = new InstanceName("localhost:8081~1");

	private final PeerTable table = new PeerTable(1000);

	@Test
	void peerThatAnswersIsLive() {
		answer(100);
		assertThat(this.table.settle(List.of(NAME), 100)).isTrue();
		assertThat(state()).isEqualTo(Peer.State.LIVE);
	}

	@Test
	void farewellOfAPeerThatLeftIsAwaitedForAWhile() {
		answer(100);
		assertThat(this.table.settle(List.of(), 500)).isFalse();
		assertThat(state()).isEqualTo(Peer.State.SILENT);
		assertThat(this.table.settle(List.of(), 1100)).isFalse();
		assertThat(this.table.settle(List.of(), 1101)).isTrue();
		assertThat(state()).isEqualTo(Peer.State.LOST);
	}

	@Test
	void peerThatSaidFarewellIsSettledAtOnce() {
		answer(100);
		this.table.left(NAME, 200);
		assertThat(this.table.settle(List.of(), 300)).isTrue();
		assertThat(state()).isEqualTo(Peer.State.LEFT);
	}

	@Test
	void lateAnswerDoesNotBringAPeerBackThatSaidFarewell() {
		Peer asked = this.table.member(NAME, 100);
		this.table.left(NAME, 200);
		this.table.update(asked.answered(answerWith(3), 300));
		assertThat(state()).isEqualTo(Peer.State.LEFT);
	}

	@Test
	void peerThatWasGivenUpMayComeBack() {
		answer(100);
		this.table.settle(List.of(), 5000);
		answer(6000);
		assertThat(state()).isEqualTo(Peer.State.LIVE);
	}

	@Test
	void boardIsAskedForFromWhereItIsKnown() {
		answer(100);
		assertThat(this.table.member(NAME, 200).known()).isEqualTo(new Frame.Cursor(3, 0));
		this.table.update(this.table.member(NAME, 200).silent(200));
		assertThat(this.table.member(NAME, 300).known()).isEqualTo(new Frame.Cursor(3, 0));
	}

	private void answer(long now) {
		this.table.update(this.table.member(NAME, now).answered(answerWith(3), now));
	}

	private static PeerState answerWith(long drawn) {
		return new PeerState(new InstanceCounts(NAME.value(), 1, Map.of(), Map.of()), List.of(), Map.of(), 0, 0,
				new Frame(List.of(), List.of(), new Frame.Cursor(drawn, 0)));
	}

	private Peer.State state() {
		return this.table.all().get(0).state();
	}

}
