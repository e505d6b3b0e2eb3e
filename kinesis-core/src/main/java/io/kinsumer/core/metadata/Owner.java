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

package io.kinsumer.core.metadata;

/**
 * Who owns a shard: a client in one of its sessions. Two sessions of one client id are
 * two owners.
 *
 * @param clientId the client, without {@code #}
 * @param sessionId random, drawn at each join, without {@code #}
 */
public record Owner(String clientId, String sessionId) implements Comparable<Owner> {

	private static final char SEPARATOR = '#';

	public Owner {
		if (sessionId.indexOf(SEPARATOR) >= 0) {
			throw new IllegalArgumentException("session id '" + sessionId + "' is not valid: it must not contain '#'");
		}
		if (clientId.isBlank() || clientId.indexOf(SEPARATOR) >= 0) {
			throw new IllegalArgumentException(
					"client id '" + clientId + "' is not valid: it must not be blank or contain '#'");
		}
	}

	/**
	 * Reads what {@link #toString()} wrote.
	 * @param text client id and session id
	 * @return the owner
	 */
	public static Owner parse(String text) {
		int at = text.lastIndexOf(SEPARATOR);
		if (at < 0) {
			throw new IllegalArgumentException(
					"owner '" + text + "' is not valid: client id and session id, joined by '#'");
		}
		return new Owner(text.substring(0, at), text.substring(at + 1));
	}

	@Override
	public int compareTo(Owner other) {
		int result = this.clientId.compareTo(other.clientId);
		return (result != 0) ? result : this.sessionId.compareTo(other.sessionId);
	}

	@Override
	public String toString() {
		return this.clientId + SEPARATOR + this.sessionId;
	}

}
