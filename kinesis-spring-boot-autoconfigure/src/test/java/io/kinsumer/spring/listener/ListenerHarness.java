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

package io.kinsumer.spring.listener;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.kinsumer.core.processor.Checkpointer;
import io.kinsumer.core.processor.PreparedCheckpoint;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.error.FailureDecision;
import io.kinsumer.spring.error.FailurePolicy;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ReflectionUtils.MethodFilter;
import org.springframework.validation.Validator;

/**
 * Delivers records to the only method of a listener called {@code listen}, as the engine
 * would.
 */
final class ListenerHarness implements ShardContext, Checkpointer {

	static final PayloadConverter JSON = new DefaultPayloadConverter(
			List.of(new JsonPayloadConverter(JsonMapper.builder().build())));

	final List<SequenceNumber> checkpoints = new ArrayList<>();

	CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

	final List<ReplySender.Reply> sent = new ArrayList<>();

	final List<ReplySender.Reply> captured = new ArrayList<>();

	final ReplySender replies = new ReplySender() {

		@Override
		public CompletableFuture<Void> send(Reply reply) {
			ListenerHarness.this.sent.add(reply);
			return ListenerHarness.this.written;
		}

		@Override
		public ReplySender captured() {
			return (reply) -> {
				ListenerHarness.this.captured.add(reply);
				return send(reply);
			};
		}

	};

	int deliverable = Integer.MAX_VALUE;

	private final KinesisListenerEndpoint endpoint;

	ListenerHarness(Object bean) {
		this(bean, JSON);
	}

	ListenerHarness(Object bean, PayloadConverter converter) {
		this(bean, converter, null);
	}

	ListenerHarness(Object bean, PayloadConverter converter, Validator validator) {
		this(bean, converter, validator, UnaryOperator.identity());
	}

	ListenerHarness(Object bean, UnaryOperator<String> placeholders) {
		this(bean, JSON, null, placeholders);
	}

	private ListenerHarness(Object bean, PayloadConverter converter, Validator validator,
			UnaryOperator<String> placeholders) {
		Method method = MethodIntrospector
			.selectMethods(AopUtils.getTargetClass(bean),
					(MethodFilter) (candidate) -> candidate.getName().equals("listen"))
			.stream()
			.filter((candidate) -> !candidate.isBridge())
			.findFirst()
			.orElseThrow();
		this.endpoint = new MethodListenerEndpoints(converter, validator, this.replies, placeholders).create("id",
				"orders", Map.of(), bean, method);
	}

	KinesisListenerEndpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Delivers records.
	 * @throws Exception what the listener threw
	 */
	void deliver(KinesisRecord... records) throws Exception {
		try {
			process(records);
		}
		catch (RetryAfterException ex) {
			throw (Exception) ex.getCause();
		}
	}

	private void process(KinesisRecord... records) throws Exception {
		processor((failure) -> new FailureDecision.Retry(Duration.ofSeconds(1))).process(input(records));
	}

	/**
	 * What handles the shard for one period of ownership.
	 */
	ShardProcessor processor(FailurePolicy policy) {
		return new ListenerProcessors(InstantSource.system())
			.create(this.endpoint, "shop", new ListenerOptions(AckMode.BATCH, policy, null, List.of(), List.of()))
			.create(this);
	}

	ProcessRecordsInput input(KinesisRecord... records) {
		return new ProcessRecordsInput(this, List.of(records), this, 0, Instant.EPOCH, Instant.EPOCH);
	}

	@Override
	public String kinsumer() {
		return "orders";
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
		return this.deliverable-- > 0;
	}

	@Override
	public void checkpoint() {
		throw new IllegalStateException("not expected");
	}

	@Override
	public void checkpoint(KinesisRecord record) {
		checkpoint(record.sequenceNumber());
	}

	@Override
	public CompletableFuture<Void> persist() {
		throw new IllegalStateException("not expected");
	}

	@Override
	public CompletableFuture<PreparedCheckpoint> prepare(SequenceNumber sequenceNumber, byte[] state) {
		throw new IllegalStateException("not expected");
	}

	@Override
	public void checkpoint(SequenceNumber sequenceNumber) {
		this.checkpoints.add(sequenceNumber);
	}

}
