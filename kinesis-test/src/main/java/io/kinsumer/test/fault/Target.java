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

package io.kinsumer.test.fault;

import java.util.Set;

/**
 * A request that names a shard, several tables or partition keys.
 */
public interface Target {

	/**
	 * Return the shards it names.
	 * @return shard ids, none when it names none
	 */
	default Set<String> shards() {
		return Set.of();
	}

	/**
	 * Return the partition keys of the records it puts.
	 * @return partition keys, none when it puts none
	 */
	default Set<String> partitionKeys() {
		return Set.of();
	}

	/**
	 * Return the tables it names.
	 * @return names or ARNs, none when it names but one resource
	 */
	default Set<String> tables() {
		return Set.of();
	}

}
