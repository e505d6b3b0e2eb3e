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

package io.kinsumer.sample.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.sample.InstanceName;

/**
 * The other instances that were ever seen. Safe for use by several threads.
 */
final class PeerTable {

	private final long farewellNanos;

	private final Map<InstanceName, Peer> peers = new TreeMap<>();

	/**
	 * Creates an empty table.
	 * @param farewellNanos how long the last counts of a peer that left are awaited
	 */
	PeerTable(long farewellNanos) {
		this.farewellNanos = farewellNanos;
	}

	synchronized List<Peer> all() {
		return List.copyOf(this.peers.values());
	}

	/**
	 * Enters a member of the group.
	 * @param name which
	 * @param now in nanoseconds
	 * @return what is known of it
	 */
	synchronized Peer member(InstanceName name, long now) {
		return this.peers.computeIfAbsent(name, (absent) -> Peer.joined(name, now));
	}

	/**
	 * Enters what was heard of a peer, unless it has said farewell.
	 * @param peer what is known now
	 */
	synchronized void update(Peer peer) {
		this.peers.computeIfPresent(peer.name(), (name, known) -> (known.state() == Peer.State.LEFT) ? known : peer);
	}

	/**
	 * Enters that a peer has said farewell.
	 * @param name which
	 * @param now in nanoseconds
	 */
	synchronized void left(InstanceName name, long now) {
		this.peers.put(name, member(name, now).gone(Peer.State.LEFT));
	}

	/**
	 * Looks for peers that left the group without a farewell: it is awaited for a while,
	 * then they are given up.
	 * @param members the members of the group
	 * @param now in nanoseconds
	 * @return whether none is awaited
	 */
	synchronized boolean settle(Collection<InstanceName> members, long now) {
		boolean settled = true;
		for (Map.Entry<InstanceName, Peer> entry : this.peers.entrySet()) {
			Peer peer = entry.getValue();
			boolean gone = peer.state() == Peer.State.LEFT || peer.state() == Peer.State.LOST;
			if (!gone && !members.contains(peer.name())) {
				boolean late = now - peer.seenNanos() > this.farewellNanos;
				entry.setValue(peer.gone(late ? Peer.State.LOST : Peer.State.SILENT));
				settled &= late;
			}
		}
		return settled;
	}

}
