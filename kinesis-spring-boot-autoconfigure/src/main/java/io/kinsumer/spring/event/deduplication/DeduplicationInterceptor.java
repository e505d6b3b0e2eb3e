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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventInterceptors;
import io.kinsumer.spring.listener.AckMode;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.listener.ListenerInterceptor;
import io.kinsumer.spring.listener.ListenerInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Keeps messages from a listener that it has handled before. A message is known by the
 * header {@link EventHeaders#MESSAGE_ID}; records without it pass. The group of
 * {@link DeduplicationStorage} is the consumer group and the id of the listener, with a
 * colon between them.
 * <p>
 * A message is committed when the listener has handled it, with manual acknowledgment
 * when it is acknowledged. A failure releases its claim. Of a batch, the listener gets
 * the messages that are new.
 */
public final class DeduplicationInterceptor implements ListenerInterceptor, Ordered, AutoCloseable {

	/**
	 * Within observation, so that a duplicate is observed as well, and outside of what
	 * applications add, which sees new messages only.
	 */
	public static final int ORDER = EventInterceptors.DEDUPLICATION;

	private final DeduplicationStorage storage;

	private final Set<String> listeners;

	private final DeliveryClaims claims;

	private final @Nullable TransactionalDelivery transactional;

	private final ClaimRenewal renewal;

	private final Map<String, String> groups = new ConcurrentHashMap<>();

	/**
	 * Creates the interceptor.
	 * @param storage remembers what was handled
	 * @param listeners the ids of the listeners it applies to; empty for all
	 * @param observers hear what came of each record
	 */
	public DeduplicationInterceptor(DeduplicationStorage storage, Set<String> listeners,
			List<DeduplicationListener> observers) {
		this.storage = storage;
		this.listeners = Set.copyOf(listeners);
		Outcomes outcomes = new Outcomes(List.copyOf(observers));
		this.renewal = new ClaimRenewal(storage);
		this.claims = new DeliveryClaims(storage, this.renewal, outcomes);
		this.transactional = (storage instanceof TransactionalDeduplicationStorage transactions)
				? new TransactionalDelivery(transactions, outcomes) : null;
	}

	@Override
	public boolean supports(String listenerId, String kinsumer) {
		return this.listeners.isEmpty() || this.listeners.contains(listenerId);
	}

	@Override
	public void prepare(KinesisListenerEndpoint endpoint, String consumerGroup, AckMode ackMode) {
		if (this.transactional != null) {
			String reason = (endpoint.handler() instanceof ListenerHandler.OfBatches) ? "it takes batches"
					: (ackMode == AckMode.MANUAL) ? "its ack-mode is MANUAL"
							: endpoint.isAsynchronous() ? "it returns before its records are handled" : null;
			if (reason != null) {
				throw new ListenerConfigurationException(
						"Listener " + endpoint.description() + " cannot be deduplicated by "
								+ this.storage.getClass().getSimpleName() + ", because " + reason
								+ ": each message is handled in a transaction, which ends with the call.",
						"Let it take single records, handle them before it returns, and not acknowledge them by "
								+ "itself; or set kinesis.deduplication.store to dynamodb or embedded; or leave the "
								+ "listener out of kinesis.deduplication.listeners.");
			}
		}
		this.groups.put(endpoint.id(), consumerGroup + ":" + endpoint.id());
	}

	@Override
	public CompletionStage<?> intercept(ListenerInvocation invocation) throws Exception {
		String group = this.groups.get(invocation.context().listenerId());
		if (group == null) {
			throw new IllegalStateException("listener '" + invocation.context().listenerId() + "' is not known");
		}
		if (this.transactional != null) {
			return this.transactional.handle(group, invocation);
		}
		return this.claims.claim(group, invocation).handle();
	}

	static @Nullable String id(KinesisRecord record) {
		String id = record.headers().get(EventHeaders.MESSAGE_ID);
		return (id == null || id.isBlank()) ? null : id;
	}

	/**
	 * Renews nothing any longer.
	 */
	@Override
	public void close() {
		this.renewal.close();
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
