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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.spring.listener.event.ListenerEvent;
import io.kinsumer.spring.listener.event.StopReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KinsumerEventsTests {

	private static final ListenerEvent STARTED = new ListenerEvent.Started("id", "orders");

	private static final ListenerEvent STOPPED = new ListenerEvent.Stopped("id", "orders", StopReason.REQUESTED);

	private final KinsumerInfo kinsumer = new FakeKinsumer("orders", "orders", "shop").info;

	private final List<ListenerEvent> published = new ArrayList<>();

	private final KinsumerEvents events = new KinsumerEvents("id", "orders",
			new EventQueue(Runnable::run, this.published::add), null, (delay, task) -> {
			});

	@Test
	void onlyWhatHasJoinedIsToldToHaveStopped() {
		this.events.stopped(StopReason.REQUESTED);
		assertThat(this.published).isEmpty();
		this.events.joined(this.kinsumer, Duration.ZERO);
		this.events.stopped(StopReason.REQUESTED);
		this.events.stopped(StopReason.APPLICATION_STOPPED);
		assertThat(this.published).containsExactly(STARTED, STOPPED);
	}

	@Test
	void whatHasFailedIsNotToldToHaveStopped() {
		IllegalStateException failure = new IllegalStateException("duplicate");
		this.events.joined(this.kinsumer, Duration.ZERO);
		this.events.failed(this.kinsumer, failure);
		this.events.stopped(StopReason.REQUESTED);
		assertThat(this.published).containsExactly(STARTED, new ListenerEvent.Failed("id", "orders", failure));
	}

}
