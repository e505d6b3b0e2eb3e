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

import io.kinsumer.sample.counting.LocalCounts;
import io.kinsumer.spring.annotation.KinesisListener;

import org.springframework.stereotype.Component;

/**
 * Gets the events back from the stream: those of the shards that this instance owns.
 */
@Component
class BoardListener {

	private final ListenerDelay delay;

	private final LocalCounts counts;

	private final BoardFeed feed;

	BoardListener(ListenerDelay delay, LocalCounts counts, BoardFeed feed) {
		this.delay = delay;
		this.counts = counts;
		this.feed = feed;
	}

	@KinesisListener("board")
	void onEvent(BoardEvent event) throws InterruptedException {
		this.delay.await();
		this.counts.received(event.key(), event.number());
		this.feed.handled(event);
	}

}
