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

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.kinsumer.sample.board.Frame;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * An open page. It knows what the page has, so an update that is left out, because the
 * one before is still being sent, is made up for by the next.
 */
final class LivePage {

	private static final int UPDATES_PER_STATUS = 5;

	private final SseEmitter emitter;

	private final Function<Frame.Cursor, Frame> feed;

	private final Supplier<Status> status;

	private final AtomicBoolean busy = new AtomicBoolean();

	private Frame.Cursor known = Frame.Cursor.START;

	private int updates;

	LivePage(SseEmitter emitter, Function<Frame.Cursor, Frame> feed, Supplier<Status> status) {
		this.emitter = emitter;
		this.feed = feed;
		this.status = status;
	}

	void update(Executor executor) {
		if (this.busy.compareAndSet(false, true)) {
			executor.execute(() -> {
				try {
					send();
				}
				catch (IOException | RuntimeException ex) {
					// The page is gone, as pages go.
					this.emitter.completeWithError(ex);
				}
				finally {
					this.busy.set(false);
				}
			});
		}
	}

	private void send() throws IOException {
		Frame frame = this.feed.apply(this.known);
		if (!frame.empty()) {
			this.emitter.send(SseEmitter.event().name("frame").data(frame));
		}
		this.known = frame.next();
		if (this.updates % UPDATES_PER_STATUS == 0) {
			this.emitter.send(SseEmitter.event().name("status").data(this.status.get()));
		}
		this.updates++;
	}

	void close() {
		this.emitter.complete();
	}

}
