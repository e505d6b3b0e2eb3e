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
import java.util.Map;

import io.kinsumer.sample.board.Frame;
import io.kinsumer.sample.counting.InstanceCounts;

/**
 * What an instance tells its peers.
 *
 * @param counts what it sent and received
 * @param departed the last counts of instances that said farewell
 * @param lags by id of each shard that it owns, how far it is behind, in milliseconds
 * @param eventsPerSecond the load it makes
 * @param delayMillis how slow its listener is
 * @param frame what it handled since the caller last asked
 */
public record PeerState(InstanceCounts counts, List<InstanceCounts> departed, Map<String, Long> lags,
		int eventsPerSecond, int delayMillis, Frame frame) {

}
