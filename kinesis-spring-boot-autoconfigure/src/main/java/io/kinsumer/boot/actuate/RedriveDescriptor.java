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

package io.kinsumer.boot.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The last redrive of dead letters that was begun by the endpoint of this process.
 *
 * @param state what it does
 * @param begunAt when it began, by this machine's clock
 * @param redriven how many letters were put back, when it has ended and that is known
 * @param ignored how many records were no letters, likewise
 * @param failure why it ended before its time
 */
public record RedriveDescriptor(State state, Instant begunAt, @Nullable Long redriven, @Nullable Long ignored,
		@Nullable String failure) {

	/**
	 * What a redrive does.
	 */
	public enum State {

		/**
		 * It puts letters back.
		 */
		RUNNING,

		/**
		 * All letters that were there when it began are put back.
		 */
		DONE,

		/**
		 * It was ended on request.
		 */
		CANCELLED,

		/**
		 * It ended by a failure.
		 */
		FAILED

	}

}
