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

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.kinsumer.sample.InstanceName;
import io.kinsumer.sample.SampleProperties;
import io.kinsumer.sample.board.BoardFeed;
import io.kinsumer.sample.counting.CountsBook;
import io.kinsumer.sample.counting.InstanceCounts;
import io.kinsumer.sample.counting.KeyTotals;
import io.kinsumer.sample.counting.LocalCounts;
import io.kinsumer.sample.counting.Totals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Keeps in touch with the other instances: asks each in turn, and when this one stops,
 * after its listener, its web server and its producer, hands its counts over to them.
 */
@Component
public class Peers implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Peers.class);

	private static final int INTERVAL_MILLIS = 250;

	private static final long LAST_ROUND_SECONDS = 5;

	private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(15);

	private final InstanceName self;

	private final Group group;

	private final PeerClient client;

	private final LocalCounts counts;

	private final BoardFeed feed;

	private final CountsBook book = new CountsBook();

	private final PeerTable peers = new PeerTable(FAREWELL_NANOS);

	private volatile Totals totals = this.book.endRound(false);

	private volatile @Nullable ScheduledExecutorService executor;

	Peers(SampleProperties properties, Group group, PeerClient client, LocalCounts counts, BoardFeed feed) {
		this.self = new InstanceName(properties.instance());
		this.group = group;
		this.client = client;
		this.counts = counts;
		this.feed = feed;
	}

	/**
	 * Sums over all instances.
	 * @return as of the last round
	 */
	public Totals totals() {
		return this.totals;
	}

	/**
	 * Sums over all instances by key.
	 * @return as of the last round, sorted by key
	 */
	public List<KeyTotals> keys() {
		return this.book.keys();
	}

	/**
	 * Takes over the counts of an instance that stopped.
	 * @param last its last counts
	 */
	public void departed(InstanceCounts last) {
		InstanceName name = new InstanceName(last.instance());
		if (!name.equals(this.self)) {
			this.book.enter(last);
			this.peers.left(name, System.nanoTime());
		}
	}

	/**
	 * The counts that were taken over.
	 * @return one for each instance that said farewell
	 */
	List<InstanceCounts> departed() {
		return this.peers.all()
			.stream()
			.filter((peer) -> peer.state() == Peer.State.LEFT)
			.flatMap((peer) -> this.book.counts(peer.name().value()).stream())
			.toList();
	}

	/**
	 * All other instances that were seen.
	 * @return sorted by name
	 */
	List<Peer> all() {
		return this.peers.all();
	}

	private void round() {
		try {
			List<InstanceName> members = this.group.members();
			boolean complete = members.contains(this.self);
			for (InstanceName member : members) {
				complete &= member.equals(this.self) || ask(member);
			}
			complete &= this.peers.settle(members, System.nanoTime());
			this.book.enter(this.counts.snapshot());
			this.totals = this.book.endRound(complete);
		}
		catch (RuntimeException ex) {
			logger.error("A round of asking the peers failed; the next one follows", ex);
		}
	}

	private boolean ask(InstanceName member) {
		Peer peer = this.peers.member(member, System.nanoTime());
		if (peer.state() == Peer.State.LEFT) {
			return true;
		}
		try {
			PeerState answer = this.client.state(member, peer.known());
			this.book.enter(answer.counts());
			answer.departed().forEach(this::departed);
			this.feed.relay(answer.frame());
			this.peers.update(peer.answered(answer, System.nanoTime()));
			return true;
		}
		catch (RestClientException ex) {
			logger.debug(member + " does not answer", ex);
			this.peers.update(peer.silent(System.nanoTime()));
			return false;
		}
	}

	private void sayFarewell() {
		InstanceCounts last = this.counts.snapshot();
		for (Peer peer : this.peers.all()) {
			if (peer.state() == Peer.State.LIVE || peer.state() == Peer.State.SILENT) {
				try {
					this.client.farewell(peer.name(), last);
				}
				catch (RestClientException ex) {
					logger.warn("The counts of this instance could not be handed over to " + peer.name() + ": " + ex);
				}
			}
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService created = Executors
			.newSingleThreadScheduledExecutor((task) -> new Thread(task, "sample-peers"));
		created.scheduleWithFixedDelay(this::round, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		this.executor = created;
	}

	@Override
	public void stop() {
		ScheduledExecutorService current = this.executor;
		this.executor = null;
		if (current != null) {
			end(current);
			sayFarewell();
		}
	}

	/**
	 * Lets a round that is under way end: interrupted, it would take its peer for silent.
	 */
	private static void end(ScheduledExecutorService rounds) {
		rounds.shutdown();
		try {
			if (!rounds.awaitTermination(LAST_ROUND_SECONDS, TimeUnit.SECONDS)) {
				rounds.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			rounds.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	/**
	 * Last to stop.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
