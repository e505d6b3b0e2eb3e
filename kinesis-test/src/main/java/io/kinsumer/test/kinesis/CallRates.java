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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * How often operations of the control plane may be called a second: those numbers that
 * the API reference states with each operation, and no others.
 */
final class CallRates {

	private static final int MAX_KEYS = 10_000;

	private static final Map<String, Integer> PER_ACCOUNT = Map.ofEntries(Map.entry("AddTagsToStream", 5),
			Map.entry("CreateStream", 5), Map.entry("DeleteStream", 5), Map.entry("DescribeLimits", 1),
			Map.entry("DescribeStream", 10), Map.entry("DescribeStreamSummary", 20), Map.entry("ListStreams", 5),
			Map.entry("ListTagsForStream", 5), Map.entry("MergeShards", 5), Map.entry("RegisterStreamConsumer", 5),
			Map.entry("RemoveTagsFromStream", 5), Map.entry("SplitShard", 5), Map.entry("UpdateShardCount", 10));

	private static final Map<String, Integer> PER_STREAM = Map.of("DeregisterStreamConsumer", 5,
			"DescribeStreamConsumer", 20, "ListShards", 1000, "ListStreamConsumers", 5);

	private final Map<Key, RateWindow> windows = new ConcurrentHashMap<>();

	private final String account;

	CallRates(String account) {
		this.account = account;
	}

	/** Count a call, or refuse it. */
	void check(String operation, @Nullable String resource, long now) {
		Integer perStream = PER_STREAM.get(operation);
		Integer limit = (perStream != null) ? perStream : PER_ACCOUNT.get(operation);
		if (limit == null) {
			return;
		}
		if (this.windows.size() > MAX_KEYS) {
			this.windows.values().removeIf((window) -> idle(window, now));
		}
		String scope = (perStream != null) ? "stream " + streamOf(resource) + " under account " + this.account
				: "account " + this.account;
		RateWindow window = this.windows.computeIfAbsent(new Key(operation, scope),
				(key) -> RateWindow.perSecond(limit));
		synchronized (window) {
			if (!window.tryUse(now, 1)) {
				throw KinesisErrors
					.limit("Rate exceeded for " + operation + " of " + scope + ": " + limit + " calls per second.");
			}
		}
	}

	private static boolean idle(RateWindow window, long now) {
		synchronized (window) {
			return window.idle(now);
		}
	}

	private static String streamOf(@Nullable String resource) {
		if (resource == null) {
			return "(by token)";
		}
		if (ConsumerRef.isConsumer(resource)) {
			return ConsumerRef.arn(resource).stream();
		}
		return resource.startsWith("arn:") ? StreamRef.arn(resource).resolve() : resource;
	}

	/**
	 * What is counted.
	 *
	 * @param operation the operation
	 * @param scope the stream or the account
	 */
	private record Key(String operation, String scope) {

	}

}
