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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Renews the claims of messages that take long to handle. A claim is renewed when a third
 * of the storage's time has passed, so messages that are handled soon cost nothing.
 */
final class ClaimRenewal implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ClaimRenewal.class);

	private final DeduplicationStorage storage;

	private final Set<OpenClaim> open = ConcurrentHashMap.newKeySet();

	private final Duration after;

	private @Nullable ScheduledExecutorService timer;

	private boolean closed;

	ClaimRenewal(DeduplicationStorage storage) {
		this.storage = storage;
		this.after = storage.inProgressTimeout().dividedBy(6);
	}

	void add(OpenClaim claim) {
		if (this.after.isZero()) {
			return;
		}
		this.open.add(claim);
		start();
	}

	void remove(OpenClaim claim) {
		this.open.remove(claim);
	}

	private synchronized void start() {
		if (this.timer == null && !this.closed) {
			ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "kinesis-deduplication");
				thread.setDaemon(true);
				return thread;
			});
			timer.scheduleWithFixedDelay(this::renewAll, this.after.toNanos(), this.after.toNanos(),
					TimeUnit.NANOSECONDS);
			this.timer = timer;
		}
	}

	private void renewAll() {
		long now = System.nanoTime();
		for (OpenClaim claim : this.open) {
			if (!claim.isWanted()) {
				this.open.remove(claim);
			}
			else if (now - claim.marked() >= this.after.toNanos()) {
				renew(claim, now);
			}
		}
	}

	private void renew(OpenClaim claim, long now) {
		Stages.call(() -> this.storage.renew(claim.group, claim.id, claim.token)).whenComplete((held, failure) -> {
			if (failure != null) {
				logger.warn("The claim of message " + claim.id + " of " + claim.group
						+ " could not be renewed, which is tried again: " + failure);
			}
			else if (held) {
				claim.marked(now);
			}
			else if (this.open.remove(claim)) {
				logger.warn("The claim of message " + claim.id + " of " + claim.group
						+ " was given to somebody else while the message is handled here: it may be handled twice");
			}
		});
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.timer != null) {
			this.timer.shutdownNow();
		}
	}

}
