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

package io.kinsumer.spring.observation;

import java.time.Instant;

import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.listener.Acknowledgment;
import io.kinsumer.spring.listener.ListenerContext;

record TestListenerContext(int attempt) implements ListenerContext, ShardContext {

	@Override
	public String listenerId() {
		return "mine";
	}

	@Override
	public ShardContext shard() {
		return this;
	}

	@Override
	public Instant fetchedAt() {
		return Instant.EPOCH;
	}

	@Override
	public long millisBehindLatest() {
		return 0;
	}

	@Override
	public Acknowledgment acknowledgment() {
		return null;
	}

	@Override
	public String kinsumer() {
		return "orders-kinsumer";
	}

	@Override
	public StreamName stream() {
		return new StreamName("orders");
	}

	@Override
	public ShardId shardId() {
		return new ShardId("shardId-000000000000");
	}

	@Override
	public long epoch() {
		return 1;
	}

	@Override
	public boolean deliverable() {
		return true;
	}

}
