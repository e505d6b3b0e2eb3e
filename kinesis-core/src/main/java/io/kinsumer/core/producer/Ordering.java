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

package io.kinsumer.core.producer;

/**
 * What order a producer keeps.
 */
public enum Ordering {

	/**
	 * None: a record that is sent again may be overtaken.
	 */
	NONE,

	/**
	 * Records of a partition key are first written in the order they were put, also
	 * through retries and resharding. One Kinesis record of each shard is in flight at a
	 * time, which bounds throughput by the latency of requests.
	 */
	SHARD

}
