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

import io.kinsumer.core.record.KinesisRecord;

/**
 * A claim that is neither committed nor released.
 */
final class OpenClaim {

	final String group;

	final String id;

	final String token;

	final KinesisRecord record;

	private final DeliveredClaims delivery;

	private volatile long marked;

	/**
	 * Creates a claim.
	 * @param marked when the storage was asked for it, on this machine's monotonic clock
	 */
	OpenClaim(String group, String id, String token, KinesisRecord record, DeliveredClaims delivery, long marked) {
		this.group = group;
		this.id = id;
		this.token = token;
		this.record = record;
		this.delivery = delivery;
		this.marked = marked;
	}

	/**
	 * Whether anybody may still handle the message here.
	 */
	boolean isWanted() {
		return this.delivery.isWanted();
	}

	long marked() {
		return this.marked;
	}

	void marked(long now) {
		this.marked = now;
	}

}
