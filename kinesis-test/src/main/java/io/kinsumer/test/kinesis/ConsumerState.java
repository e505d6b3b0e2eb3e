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

package io.kinsumer.test.kinesis;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.test.kinesis.ConsumerResult.ConsumerDescription;

/**
 * One registered consumer. Guarded by its stream.
 */
final class ConsumerState {

	private final String name;

	private final String arn;

	private final String streamArn;

	private final long createdAt;

	private final long activeFrom;

	private final TreeMap<String, String> tags = new TreeMap<>();

	private final Map<Integer, RateWindow> calls = new HashMap<>();

	private long goneFrom = Long.MAX_VALUE;

	ConsumerState(String name, String streamArn, long createdAt, long activeFrom, Map<String, String> tags) {
		this.name = name;
		this.arn = streamArn + "/consumer/" + name + ":" + Math.floorDiv(createdAt, 1000L);
		this.streamArn = streamArn;
		this.createdAt = createdAt;
		this.activeFrom = activeFrom;
		this.tags.putAll(tags);
	}

	void deregister(long goneFrom) {
		this.goneFrom = Math.min(this.goneFrom, goneFrom);
	}

	boolean gone(long now) {
		return now >= this.goneFrom;
	}

	ConsumerStatus status(long now) {
		if (this.goneFrom != Long.MAX_VALUE) {
			return ConsumerStatus.DELETING;
		}
		return (now >= this.activeFrom) ? ConsumerStatus.ACTIVE : ConsumerStatus.CREATING;
	}

	/** The calls of SubscribeToShard for a shard. */
	RateWindow calls(int shard) {
		return this.calls.computeIfAbsent(shard, (index) -> RateWindow.perSecond(1));
	}

	String name() {
		return this.name;
	}

	String arn() {
		return this.arn;
	}

	TreeMap<String, String> tags() {
		return this.tags;
	}

	ConsumerDescription describe(long now) {
		return new ConsumerDescription(this.name, this.arn, status(now), Instant.ofEpochMilli(this.createdAt),
				this.streamArn);
	}

}
