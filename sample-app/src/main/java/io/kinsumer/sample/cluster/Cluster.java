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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.sample.InstanceName;
import io.kinsumer.sample.SampleProperties;
import io.kinsumer.sample.board.BoardFeed;
import io.kinsumer.sample.board.Frame;
import io.kinsumer.sample.board.ListenerDelay;
import io.kinsumer.sample.board.LoadGenerator;
import io.kinsumer.sample.counting.LocalCounts;

import org.springframework.stereotype.Component;

/**
 * The group as pages and peers see it.
 */
@Component
public class Cluster {

	private final InstanceName self;

	private final Group group;

	private final Peers peers;

	private final LocalCounts counts;

	private final BoardFeed feed;

	private final LoadGenerator load;

	private final ListenerDelay delay;

	Cluster(SampleProperties properties, Group group, Peers peers, LocalCounts counts, BoardFeed feed,
			LoadGenerator load, ListenerDelay delay) {
		this.self = new InstanceName(properties.instance());
		this.group = group;
		this.peers = peers;
		this.counts = counts;
		this.feed = feed;
		this.load = load;
		this.delay = delay;
	}

	/**
	 * What this instance tells a peer.
	 * @param known what the peer knows of the board
	 * @return the state now
	 */
	public PeerState stateFor(Frame.Cursor known) {
		return new PeerState(this.counts.snapshot(), this.peers.departed(), lags(), this.load.eventsPerSecond(),
				this.delay.millis(), this.feed.own(known));
	}

	/**
	 * All instances that were seen, this one first.
	 * @return what is known of them
	 */
	public List<InstanceView> instances() {
		List<InstanceView> views = new ArrayList<>();
		Peer.State state = this.group.members().contains(this.self) ? Peer.State.LIVE : Peer.State.SILENT;
		views.add(new InstanceView(this.self.value(), this.self.url().toString(), true, state.name(),
				this.load.eventsPerSecond(), this.delay.millis()));
		for (Peer peer : this.peers.all()) {
			views.add(new InstanceView(peer.name().value(), peer.name().url().toString(), false, peer.state().name(),
					peer.eventsPerSecond(), peer.delayMillis()));
		}
		return views;
	}

	/**
	 * All shards, with what their owners say of them.
	 * @return sorted by id
	 */
	public List<ShardView> shards() {
		Map<String, Long> lags = lags();
		this.peers.all().forEach((peer) -> lags.putAll(peer.lags()));
		return this.group.shards()
			.stream()
			.map((shard) -> new ShardView(shard.shardId().value(), shard.state().name(), shard.owner(),
					lags.get(shard.shardId().value()), shard.failure()))
			.toList();
	}

	private Map<String, Long> lags() {
		Map<String, Long> lags = new TreeMap<>();
		for (ShardStatus shard : this.group.shards()) {
			Long millis = shard.millisBehindLatest();
			if (shard.mine() && millis != null) {
				lags.put(shard.shardId().value(), millis);
			}
		}
		return lags;
	}

}
