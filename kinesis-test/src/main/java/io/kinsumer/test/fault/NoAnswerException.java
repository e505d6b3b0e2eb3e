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

/**
 * Thrown to a caller who gets no answer, because a {@link Fault.Drop} said so. Whether
 * the call took effect depends on the stage at which it was dropped. The server closes
 * the connection.
 */
public final class NoAnswerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean applied;

	NoAnswerException(Call call, boolean applied) {
		super(call + " gets no answer", null, false, false);
		this.applied = applied;
	}

	/**
	 * Return whether the call took effect.
	 * @return {@code true} when it was dropped after its effect
	 */
	public boolean applied() {
		return this.applied;
	}

}
