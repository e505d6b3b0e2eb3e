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

package io.kinsumer.sample.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.kinsumer.sample.board.BoardFeed;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Keeps open pages up to date by server-sent events: {@code frame} with what is new on
 * the board, {@code status} with all else.
 */
@RestController
class LiveController implements DisposableBean {

	private static final int FRAME_MILLIS = 80;

	private final BoardFeed feed;

	private final Statuses statuses;

	private final Set<LivePage> pages = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "sample-live"));

	/** One thread for each page at most: a slow page delays no other. */
	private final ExecutorService senders = Executors.newCachedThreadPool();

	LiveController(BoardFeed feed, Statuses statuses) {
		this.feed = feed;
		this.statuses = statuses;
		this.timer.scheduleAtFixedRate(() -> this.pages.forEach((page) -> page.update(this.senders)), FRAME_MILLIS,
				FRAME_MILLIS, TimeUnit.MILLISECONDS);
	}

	@GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter live() {
		SseEmitter emitter = new SseEmitter(0L);
		LivePage page = new LivePage(emitter, this.feed::all, this.statuses::now);
		emitter.onCompletion(() -> this.pages.remove(page));
		emitter.onError((failure) -> this.pages.remove(page));
		this.pages.add(page);
		return emitter;
	}

	/**
	 * Lets the pages go at once: the web server waits for open requests when it stops.
	 */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.timer.shutdownNow();
		this.pages.forEach(LivePage::close);
	}

	@Override
	public void destroy() {
		this.timer.shutdownNow();
		this.senders.shutdownNow();
	}

}
