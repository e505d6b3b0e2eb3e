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

package io.kinsumer.core.processor;

/**
 * Creates the processor of a shard.
 */
@FunctionalInterface
public interface ShardProcessorFactory {

	/**
	 * Called for each period of ownership of a shard, on a thread for handlers. If it
	 * throws, it is called again after a delay.
	 * @param shard the shard
	 * @return a processor; it may be shared if it is safe for use by several threads
	 */
	ShardProcessor create(ShardContext shard);

}
