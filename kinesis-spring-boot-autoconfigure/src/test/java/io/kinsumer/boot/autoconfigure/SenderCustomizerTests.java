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

package io.kinsumer.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.producer.ShardSource;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.writer.Putter;
import io.kinsumer.spring.template.KinesisProducers;
import io.kinsumer.spring.template.KinesisWriters;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class SenderCustomizerTests {

	private final List<String> names = new ArrayList<>();

	private final Putter putter = (request) -> CompletableFuture.completedFuture(PutRecordsResponse.builder()
		.records(PutRecordsResultEntry.builder().shardId("shardId-000000000000").sequenceNumber("5").build())
		.build());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisProducerAutoConfiguration.class))
		.withPropertyValues("kinesis.clients.default.region=eu-central-1");

	@Test
	void producersMayBeCustomized() {
		this.runner.withBean(ProducerCustomizer.class, () -> (name, builder) -> {
			this.names.add(name);
			builder.putter((client) -> this.putter).shardSource((kinesis) -> ShardSource.evenly(1));
		}).run((context) -> {
			assertThat(context.getBean(KinesisProducers.class)
				.get("orders")
				.put(UserRecord.of("k", new byte[1]))
				.join()
				.sequenceNumber()
				.sequence()).isEqualTo("5");
			assertThat(this.names).containsExactly("orders");
		});
	}

	@Test
	void writersMayBeCustomized() {
		this.runner.withBean(WriterCustomizer.class, () -> (name, builder) -> {
			this.names.add(name);
			builder.putter((client) -> this.putter);
		}).run((context) -> {
			assertThat(context.getBean(KinesisWriters.class)
				.get("audit")
				.put(UserRecord.of("k", new byte[1]))
				.join()
				.sequenceNumber()
				.sequence()).isEqualTo("5");
			assertThat(this.names).containsExactly("audit");
		});
	}

}
