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

import org.jspecify.annotations.Nullable;

/**
 * Decides what goes wrong. Called from every thread that calls a service, at most once
 * per stage of a call.
 */
public interface Faults {

	/** Nothing ever goes wrong. */
	Faults NONE = new Faults() {
	};

	/**
	 * Decide before the call takes effect.
	 * @param call the call
	 * @return what happens to it; anything but {@link Fault#NONE} and a delay keeps it
	 * from taking effect
	 */
	default Fault before(Call call) {
		return Fault.NONE;
	}

	/**
	 * Decide after the call took effect, or was refused by the service.
	 * @param call the call
	 * @param result the typed result, or {@code null} when the service refused it
	 * @return what happens to the answer
	 */
	default Fault after(Call call, @Nullable Object result) {
		return Fault.NONE;
	}

	/**
	 * Decide about one entry of a call that itself is let through. Must not use the
	 * services.
	 * @param entry the entry
	 * @return what happens to it, {@code null} when nothing does
	 */
	default @Nullable EntryFault entry(CallEntry entry) {
		return null;
	}

}
