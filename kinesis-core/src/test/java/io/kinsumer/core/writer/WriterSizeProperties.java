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

package io.kinsumer.core.writer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.kinsumer.core.aggregation.LoneRecords;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.record.ArbitraryRecords;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of the writer have as much as they may, by the bytes that travel.
 */
class WriterSizeProperties {

	@Property(tries = 300)
	void requestsAreFullAndNotFuller(@ForAll long seed) {
		FakeKinesis kinesis = new FakeKinesis();
		VirtualRuntime runtime = new VirtualRuntime();
		Random random = new Random(seed);
		int maxRecordSize = 1 + random.nextInt(3000);
		WriterSettings settings = WriterSettings.of("audit", new StreamName("orders"))
			.withLimits(1 + random.nextInt(100), maxRecordSize + random.nextInt(3 * maxRecordSize), maxRecordSize);
		kinesis.onPutRecords((request) -> FakeKinesis.answer(request.records()
			.stream()
			.map((entry) -> FakeKinesis.written("shardId-1", "5"))
			.toArray(PutRecordsResultEntry[]::new)));
		RecordWriter writer = RecordWriter.builder(kinesis, settings).runtime(runtime).random(random).build();
		ArbitraryRecords records = new ArbitraryRecords(random, maxRecordSize);
		CompletableFuture<List<RecordOutcome>> outcomes = writer
			.putAll(Stream.generate(records::next).limit(300).<UserRecord>map((record) -> record).toList());
		runtime.advance(Duration.ofSeconds(1));
		outcomes.join().forEach((outcome) -> assertRefusedIfTooLarge(outcome, maxRecordSize));
		long written = outcomes.join().stream().filter(RecordOutcome.Written.class::isInstance).count();
		List<PutRecordsRequest> requests = kinesis.requests();
		assertThat(requests.stream().mapToLong((request) -> request.records().size()).sum()).isEqualTo(written);
		for (int i = 0; i < requests.size(); i++) {
			int count = requests.get(i).records().size();
			assertThat(count).isBetween(1, settings.batchCount());
			assertThat(size(requests.get(i))).isLessThanOrEqualTo(settings.batchSize());
			if (i + 1 < requests.size()) {
				int next = size(requests.get(i + 1).records().get(0));
				assertThat(count == settings.batchCount() || size(requests.get(i)) + next > settings.batchSize())
					.as("request %d is full", i)
					.isTrue();
			}
		}
	}

	private static void assertRefusedIfTooLarge(RecordOutcome outcome, int maxRecordSize) {
		String key = outcome.record().partitionKey();
		if (key != null) {
			int size = LoneRecords.encode(key, outcome.record()).length + utf8(key);
			assertThat(outcome instanceof RecordOutcome.Failed).as("refused at %d of %d", size, maxRecordSize)
				.isEqualTo(size > maxRecordSize);
		}
		if (outcome instanceof RecordOutcome.Failed failed) {
			assertThat(failed.failure()).isInstanceOf(RecordSizeExceededException.class);
		}
	}

	private static int size(PutRecordsRequest request) {
		return request.records().stream().mapToInt(WriterSizeProperties::size).sum();
	}

	private static int size(PutRecordsRequestEntry entry) {
		return entry.data().asByteArrayUnsafe().length + utf8(entry.partitionKey());
	}

	private static int utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
