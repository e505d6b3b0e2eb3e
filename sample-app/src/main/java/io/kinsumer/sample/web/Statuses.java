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

package io.kinsumer.sample.web;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.kinsumer.sample.SampleProperties;
import io.kinsumer.sample.cluster.Cluster;
import io.kinsumer.sample.cluster.Peers;
import io.kinsumer.sample.stream.BoardStream;
import io.kinsumer.sample.stream.ShardRange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Puts statuses together. Asks Kinesis for the shards once a second, however many pages
 * are open.
 */
@Component
class Statuses implements DisposableBean {

	private static final Log logger = LogFactory.getLog(Statuses.class);

	private final String instance;

	private final Cluster cluster;

	private final Peers peers;

	private final BoardStream stream;

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "sample-shards"));

	private volatile List<ShardRange> ranges = List.of();

	Statuses(SampleProperties properties, Cluster cluster, Peers peers, BoardStream stream) {
		this.instance = properties.instance();
		this.cluster = cluster;
		this.peers = peers;
		this.stream = stream;
		this.executor.scheduleWithFixedDelay(this::refresh, 0, 1, TimeUnit.SECONDS);
	}

	private void refresh() {
		try {
			this.ranges = this.stream.ranges();
		}
		catch (RuntimeException ex) {
			logger.warn("The shards could not be listed: " + ex);
		}
	}

	Status now() {
		return new Status(this.instance, this.cluster.instances(), this.cluster.shards(), this.ranges,
				this.peers.totals());
	}

	@Override
	public void destroy() {
		this.executor.shutdownNow();
	}

}
