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

package io.kinsumer.sample.board;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.kinsumer.sample.SampleProperties;
import io.kinsumer.sample.board.BoardEvent.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends synthetic events, spread over some keys. Stops before all else when the
 * application stops.
 */
@Component
public class LoadGenerator implements SmartLifecycle {

	private static final int MAX_EVENTS_PER_SECOND = 5000;

	private static final int INTERVAL_MILLIS = 10;

	private final BoardSender sender;

	private final int lanes;

	private volatile int eventsPerSecond;

	private volatile @Nullable ScheduledExecutorService executor;

	private int lane;

	LoadGenerator(BoardSender sender, SampleProperties properties) {
		this.sender = sender;
		this.lanes = properties.lanes();
	}

	/**
	 * How many events are sent per second.
	 * @return 0 to 5000
	 */
	public int eventsPerSecond() {
		return this.eventsPerSecond;
	}

	/**
	 * Changes the load.
	 * @param eventsPerSecond 0 to 5000
	 */
	public void change(int eventsPerSecond) {
		if (eventsPerSecond < 0 || eventsPerSecond > MAX_EVENTS_PER_SECOND) {
			throw new IllegalArgumentException("the load must be between 0 and " + MAX_EVENTS_PER_SECOND
					+ " events per second, but is " + eventsPerSecond);
		}
		this.eventsPerSecond = eventsPerSecond;
	}

	@Override
	public void start() {
		LoadSchedule schedule = new LoadSchedule(System.nanoTime());
		ScheduledExecutorService created = Executors
			.newSingleThreadScheduledExecutor((task) -> new Thread(task, "sample-load"));
		created.scheduleWithFixedDelay(() -> send(schedule.due(System.nanoTime(), this.eventsPerSecond)), 0,
				INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		this.executor = created;
	}

	private void send(int events) {
		for (int i = 0; i < events && isRunning(); i++) {
			this.lane = (this.lane + 1) % this.lanes;
			this.sender.send("lane-" + this.lane, Kind.TICK, null);
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService current = this.executor;
		this.executor = null;
		if (current != null) {
			current.shutdown();
			awaitTermination(current);
		}
	}

	private void awaitTermination(ScheduledExecutorService current) {
		try {
			if (!current.awaitTermination(5, TimeUnit.SECONDS)) {
				current.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			current.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

}
