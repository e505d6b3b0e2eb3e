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

package io.kinsumer.sample.board;

import java.util.List;

import io.kinsumer.sample.SampleProperties;
import io.kinsumer.sample.board.BoardEvent.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoardFeedTests {

	private static final Stroke STROKE = new Stroke(0, 0.5, 1, 0.5, 120, 7);

	private final BoardFeed here = new BoardFeed(new SampleProperties("localhost:1~1", false, 1, 1));

	private final BoardFeed there = new BoardFeed(new SampleProperties("localhost:2~2", false, 1, 1));

	@Test
	void eachCallerGetsWhatIsNewToIt() {
		this.here.handled(new BoardEvent("a", 1, Kind.STROKE, STROKE));
		Frame first = this.here.all(Frame.Cursor.START);
		this.here.handled(new BoardEvent("a", 2, Kind.CLEAR, null));
		this.here.handled(new BoardEvent("b", 1, Kind.TICK, null));
		Frame second = this.here.all(first.next());
		assertThat(first.drawn()).extracting((drawn) -> drawn.event().number()).containsExactly(1L);
		assertThat(second.drawn()).extracting((drawn) -> drawn.event().kind()).containsExactly(Kind.CLEAR);
		assertThat(second.comets()).containsExactly(new Comet("b", 1, "localhost:1~1"));
		assertThat(this.here.all(second.next()).empty()).isTrue();
	}

	@Test
	void peersEventsAreShownButNotPassedOn() {
		this.there.handled(new BoardEvent("a", 1, Kind.STROKE, STROKE));
		this.there.handled(new BoardEvent("b", 5, Kind.TICK, null));
		this.here.relay(this.there.own(Frame.Cursor.START));
		assertThat(this.here.all(Frame.Cursor.START).drawn()).extracting(Drawn::handler)
			.containsExactly("localhost:2~2");
		assertThat(this.here.all(Frame.Cursor.START).comets()).containsExactly(new Comet("b", 5, "localhost:2~2"));
		assertThat(this.here.own(Frame.Cursor.START).empty()).isTrue();
	}

	@Test
	void cometsNeverMoveBack() {
		this.here.handled(new BoardEvent("b", 5, Kind.TICK, null));
		this.here.relay(new Frame(List.of(), List.of(new Comet("b", 3, "localhost:2~2")), Frame.Cursor.START));
		assertThat(this.here.all(Frame.Cursor.START).comets()).extracting(Comet::number).containsExactly(5L);
	}

	@Test
	void onlySoManyStrokesAreRemembered() {
		for (int i = 1; i <= 7000; i++) {
			this.here.handled(new BoardEvent("a", i, Kind.STROKE, STROKE));
		}
		List<Drawn> drawn = this.here.all(Frame.Cursor.START).drawn();
		assertThat(drawn).hasSize(6000);
		assertThat(drawn.get(0).event().number()).isEqualTo(1001);
		assertThat(drawn.get(5999).event().number()).isEqualTo(7000);
	}

}
