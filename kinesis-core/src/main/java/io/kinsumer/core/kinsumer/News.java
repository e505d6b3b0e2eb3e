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

/**
 * Whether there is something for the loop to see to. Safe for use by any thread.
 */
final class News {

	private final Runnable wakeLoop;

	private volatile boolean any;

	/**
	 * Begins without news.
	 * @param wakeLoop called, by any thread, when there is news
	 */
	News(Runnable wakeLoop) {
		this.wakeLoop = wakeLoop;
	}

	/**
	 * There is something, if so.
	 */
	void note(boolean something) {
		if (something) {
			this.any = true;
		}
	}

	/**
	 * Wakes the loop if there is something. To be called without a lock.
	 */
	void tell() {
		if (this.any) {
			this.wakeLoop.run();
		}
	}

	/**
	 * The loop is about to see to it.
	 */
	void take() {
		this.any = false;
	}

}
