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

import io.kinsumer.sample.cluster.InstanceView;
import io.kinsumer.sample.cluster.ShardView;
import io.kinsumer.sample.counting.Totals;
import io.kinsumer.sample.stream.ShardRange;

/**
 * All that the page shows beside the board.
 *
 * @param instance the instance that answers
 * @param instances all instances, that one first
 * @param shards what the group knows of the shards
 * @param ranges what Kinesis knows of the shards
 * @param totals what was sent and received
 */
record Status(String instance, List<InstanceView> instances, List<ShardView> shards, List<ShardRange> ranges,
		Totals totals) {

}
