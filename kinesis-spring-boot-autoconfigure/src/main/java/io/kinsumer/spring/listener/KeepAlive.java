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

package io.kinsumer.spring.listener;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the process alive while there are listeners: all threads that work for them are
 * daemons, and an application may have no other, such as those of a web server. Safe for
 * use by any thread.
 */
final class KeepAlive {

	static final String THREAD = "kinesis-keep-alive";

	private @Nullable CountDownLatch end;

	synchronized void begin() {
		if (this.end == null) {
			CountDownLatch end = new CountDownLatch(1);
			Thread thread = new Thread(() -> await(end), THREAD);
			thread.setDaemon(false);
			thread.start();
			this.end = end;
		}
	}

	private static void await(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	synchronized void end() {
		if (this.end != null) {
			this.end.countDown();
			this.end = null;
		}
	}

}
