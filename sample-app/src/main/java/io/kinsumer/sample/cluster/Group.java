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

import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.sample.InstanceName;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;

import org.springframework.stereotype.Component;

/**
 * The consumer group as this instance's kinsumer sees it.
 */
@Component
class Group {

	private final KinesisListenerEndpointRegistry registry;

	Group(KinesisListenerEndpointRegistry registry) {
		this.registry = registry;
	}

	/**
	 * The instances that share the stream now.
	 * @return their names, sorted; empty before this one joined and after it left
	 */
	List<InstanceName> members() {
		return status().members().stream().map(InstanceName::new).toList();
	}

	/**
	 * All shards of the group.
	 * @return sorted by id
	 */
	List<ShardStatus> shards() {
		return status().shards();
	}

	private KinsumerStatus status() {
		return this.registry.findByKinsumer("board")
			.map(KinsumerContainer::status)
			.orElseThrow(() -> new IllegalStateException("the board has no listener"));
	}

}
