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

package io.kinsumer.test.fault;

import java.time.Duration;

/**
 * What happens to a call at one stage.
 */
public sealed interface Fault {

	/** Nothing happens. */
	Fault NONE = new None();

	/** The caller gets no answer. */
	Fault DROP = new Drop();

	/** The caller gets no answer, and its connection is reset. */
	Fault RESET = new Reset();

	/**
	 * Answer with an error.
	 * @param error the error
	 * @return the fault
	 */
	static Fault fail(ServiceException error) {
		return new Fail(error);
	}

	/**
	 * Hold the call back for a while, then go on.
	 * @param duration how long
	 * @return the fault
	 */
	static Fault delay(Duration duration) {
		return new Delay(duration, NONE);
	}

	/**
	 * Return whether nothing else can happen after it.
	 * @return {@code true} when the caller gets an error or no answer
	 */
	default boolean decides() {
		return true;
	}

	/**
	 * Return this fault and then another one.
	 * @param next what happens next, unless this one decides
	 * @return both
	 */
	default Fault then(Fault next) {
		return this;
	}

	/**
	 * Nothing happens.
	 */
	record None() implements Fault {

		@Override
		public boolean decides() {
			return false;
		}

		@Override
		public Fault then(Fault next) {
			return next;
		}

	}

	/**
	 * The caller gets this error. After the effect it hides what the call did.
	 *
	 * @param error the error
	 */
	record Fail(ServiceException error) implements Fault {

	}

	/**
	 * The call is held back, then something else may happen.
	 *
	 * @param duration how long
	 * @param then what happens after it
	 */
	record Delay(Duration duration, Fault then) implements Fault {

		@Override
		public boolean decides() {
			return this.then.decides();
		}

		@Override
		public Fault then(Fault next) {
			return new Delay(this.duration, this.then.then(next));
		}

	}

	/**
	 * The caller gets no answer.
	 */
	record Drop() implements Fault {

	}

	/**
	 * The caller gets no answer, and its connection is reset.
	 */
	record Reset() implements Fault {

	}

	/**
	 * What the call began ends early, with an error. Only after the effect.
	 *
	 * @param events after how many events
	 * @param error the error
	 */
	record EndEarly(int events, ServiceException error) implements Fault {

	}

	/**
	 * The answer is written slowly; where there is no wire, at once.
	 *
	 * @param bytesPerSecond how many bytes of the body per second
	 * @param then what else happens
	 */
	record Slow(long bytesPerSecond, Fault then) implements Fault {

		@Override
		public boolean decides() {
			return this.then.decides();
		}

		@Override
		public Fault then(Fault next) {
			return new Slow(this.bytesPerSecond, this.then.then(next));
		}

	}

}
