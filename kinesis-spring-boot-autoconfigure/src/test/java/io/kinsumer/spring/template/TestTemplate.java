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

package io.kinsumer.spring.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A template that sends to fakes.
 */
final class TestTemplate implements RecordSenders {

	static final RecordResult WRITTEN = new RecordResult(new ShardId("shardId-000000000000"), SequenceNumber.of("1"),
			false, 1);

	private final Map<String, FakeSender> senders = new TreeMap<>();

	KinesisTemplateOptions options = KinesisTemplateOptions.DEFAULTS;

	KinesisTemplate template() {
		return new KinesisTemplate(this,
				new DefaultPayloadConverter(List.of(new JsonPayloadConverter(JsonMapper.builder().build()))),
				this.options);
	}

	FakeSender sender(String destination) {
		return this.senders.computeIfAbsent(destination, FakeSender::new);
	}

	Map<String, FakeSender> senders() {
		return this.senders;
	}

	/**
	 * The first record that a destination got.
	 */
	UserRecord record(String destination) {
		return sender(destination).records.get(0);
	}

	static String payload(UserRecord record) {
		return StandardCharsets.UTF_8.decode(record.data()).toString();
	}

	@Override
	public RecordSender get(String destination) {
		return sender(destination);
	}

	@Override
	public Collection<RecordSender> all() {
		return List.copyOf(this.senders.values());
	}

	record Order(String customer) {

	}

	static final class FakeSender implements RecordSender {

		final List<UserRecord> records = new ArrayList<>();

		final List<CompletableFuture<RecordResult>> outcomes = new ArrayList<>();

		final List<Integer> batches = new ArrayList<>();

		int flushes;

		private final SendTarget target;

		FakeSender(String destination) {
			this.target = new SendTarget(destination, SendMode.PRODUCER, destination + "-stream");
		}

		@Override
		public SendTarget target() {
			return this.target;
		}

		@Override
		public CompletableFuture<RecordResult> put(UserRecord record) {
			this.records.add(record);
			return this.outcomes.isEmpty() ? CompletableFuture.completedFuture(WRITTEN) : this.outcomes.remove(0);
		}

		@Override
		public Batch batch() {
			int before = this.records.size();
			return new Batch() {

				@Override
				public CompletableFuture<RecordResult> add(UserRecord record) {
					return put(record);
				}

				@Override
				public void send() {
					FakeSender.this.batches.add(FakeSender.this.records.size() - before);
				}

			};
		}

		@Override
		public CompletableFuture<Void> flush() {
			this.flushes++;
			return CompletableFuture.completedFuture(null);
		}

	}

}
