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

import io.kinsumer.sample.SampleProperties;

import org.springframework.stereotype.Component;

/**
 * What the pages show: the events that came back, from this instance's listener and from
 * those of its peers. Safe for use by several threads.
 */
@Component
public class BoardFeed {

	private static final int CAPACITY = 6000;

	private final String instance;

	private final Channel own = new Channel();

	private final Channel all = new Channel();

	BoardFeed(SampleProperties properties) {
		this.instance = properties.instance();
	}

	void handled(BoardEvent event) {
		if (event.kind() == BoardEvent.Kind.TICK) {
			Comet comet = new Comet(event.key(), event.number(), this.instance);
			this.own.comets.put(comet);
			this.all.comets.put(comet);
		}
		else {
			Drawn drawn = new Drawn(event, this.instance);
			this.own.drawn.add(drawn);
			this.all.drawn.add(drawn);
		}
	}

	/**
	 * Adds what a peer handled.
	 * @param frame from the peer
	 */
	public void relay(Frame frame) {
		frame.drawn().forEach(this.all.drawn::add);
		frame.comets().forEach(this.all.comets::put);
	}

	/**
	 * What this instance handled.
	 * @param since what the caller knows already
	 * @return the rest
	 */
	public Frame own(Frame.Cursor since) {
		return this.own.since(since);
	}

	/**
	 * What all instances handled.
	 * @param since what the caller knows already
	 * @return the rest
	 */
	public Frame all(Frame.Cursor since) {
		return this.all.since(since);
	}

	private static final class Channel {

		private final EventLog<Drawn> drawn = new EventLog<>(CAPACITY);

		private final Comets comets = new Comets();

		Frame since(Frame.Cursor cursor) {
			EventLog.Part<Drawn> newlyDrawn = this.drawn.since(cursor.drawn());
			EventLog.Part<Comet> moved = this.comets.since(cursor.comets());
			return new Frame(newlyDrawn.values(), moved.values(), new Frame.Cursor(newlyDrawn.next(), moved.next()));
		}

	}

}
