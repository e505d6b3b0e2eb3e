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

package io.kinsumer.spring.deadletter;

/**
 * A redrive was not begun, because one of the same kinsumer is under way in this process.
 */
public final class RedriveUnderWayException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param kinsumer the name of the kinsumer
	 */
	public RedriveUnderWayException(String kinsumer) {
		super("a redrive of the dead letters of '" + kinsumer + "' is under way in this process: wait for its end");
	}

}
