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

package io.kinsumer.test.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a connection has not taken yet, with all its streams of HTTP/2. While
 * they are many, no further request is run: a client may open a thousand streams and read
 * none of them.
 */
final class Backlog {

	private static final AttributeKey<Backlog> KEY = AttributeKey.valueOf(Backlog.class, "backlog");

	private static final long MOST = 32 * 1024 * 1024;

	private final List<CompletableFuture<@Nullable Void>> waiting = new ArrayList<>();

	private long bytes;

	private Backlog() {
	}

	static Backlog of(Channel channel) {
		Channel connection = (channel instanceof Http2StreamChannel) ? channel.parent() : channel;
		Backlog fresh = new Backlog();
		Backlog present = connection.attr(KEY).setIfAbsent(fresh);
		return (present != null) ? present : fresh;
	}

	/**
	 * Ask for room.
	 * @return {@code null} if there is, else completes when it is worth asking again
	 */
	synchronized @Nullable CompletableFuture<@Nullable Void> room() {
		if (this.bytes < MOST) {
			return null;
		}
		CompletableFuture<@Nullable Void> room = new CompletableFuture<>();
		this.waiting.add(room);
		return room;
	}

	/** Count an answer until it is written, or cannot be any more. */
	void add(long length, ChannelFuture written) {
		synchronized (this) {
			this.bytes += length;
		}
		written.addListener((done) -> release(length));
	}

	private void release(long length) {
		List<CompletableFuture<@Nullable Void>> woken = List.of();
		synchronized (this) {
			this.bytes -= length;
			if (this.bytes < MOST / 2 && !this.waiting.isEmpty()) {
				woken = List.copyOf(this.waiting);
				this.waiting.clear();
			}
		}
		woken.forEach((room) -> room.complete(null));
	}

}
