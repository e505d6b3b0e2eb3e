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

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a registration.
 *
 * @param clientIndex the place of the client among those that take part, by client id,
 * from 0
 * @param totalClients how many take part, this one included
 * @param replaced the session of the same client id that was stored before, if any
 * @param sessions all that were stored right after it, this one included, in any order
 */
public record Registration(int clientIndex, int totalClients, @Nullable Session replaced, List<Session> sessions) {

	public Registration {
		sessions = List.copyOf(sessions);
	}

	/**
	 * Finds the place of a client.
	 * @param registered its session
	 * @param sessions all that are stored
	 * @param replaced the session that it replaced
	 * @return its place
	 * @throws IllegalStateException if the session is not among them: somebody has ended
	 * or replaced it already
	 */
	public static Registration among(Collection<Session> sessions, Session registered, @Nullable Session replaced) {
		List<Owner> taking = sessions.stream()
			.filter((session) -> session.state() == Session.State.ACTIVE)
			.map(Session::owner)
			.sorted()
			.toList();
		int index = taking.indexOf(registered.owner());
		if (index < 0) {
			throw new IllegalStateException("client '" + registered.owner().clientId()
					+ "' is not among the clients right after it registered");
		}
		return new Registration(index, taking.size(), replaced, List.copyOf(sessions));
	}

}
