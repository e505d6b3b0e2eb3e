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
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.writer.Putter;
import io.kinsumer.spring.template.KinesisTemplate;
import io.kinsumer.spring.template.PartitionKeyExtractor;
import io.kinsumer.spring.template.SendInterceptor;
import io.kinsumer.spring.template.SendInvocation;
import io.kinsumer.spring.template.SendMode;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.spring.template.SendTarget;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateConfigurationTests {

	private final List<SendTarget> targets = new ArrayList<>();

	private final List<String> intercepted = new ArrayList<>();

	private final Putter putter = (request) -> CompletableFuture.completedFuture(PutRecordsResponse.builder()
		.records(PutRecordsResultEntry.builder().shardId("shardId-000000000000").sequenceNumber("5").build())
		.build());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisProducerAutoConfiguration.class))
		.withPropertyValues("kinesis.clients.default.region=eu-central-1", "kinesis.application.env=dev")
		.withBean(ProducerCustomizer.class,
				() -> (name, builder) -> builder.putter((client) -> this.putter)
					.shardSource((kinesis) -> ShardSource.evenly(1)))
		.withBean(WriterCustomizer.class, () -> (name, builder) -> builder.putter((client) -> this.putter))
		.withBean("targets", SendInterceptor.class, () -> (invocation) -> {
			this.targets.add(invocation.target());
			return invocation.proceed();
		});

	@Test
	void aConfiguredNameDecidesWhatSends() {
		this.runner
			.withPropertyValues("kinesis.producers.clicks.stream-name=all-clicks",
					"kinesis.writers.audit.stream-name=all-audit")
			.run((context) -> {
				KinesisTemplate template = context.getBean(KinesisTemplate.class);
				List.of("clicks", "audit", "other").forEach((name) -> template.send(name, "x"));
				assertThat(this.targets).containsExactly(new SendTarget("clicks", SendMode.PRODUCER, "dev-all-clicks"),
						new SendTarget("audit", SendMode.WRITER, "dev-all-audit"),
						new SendTarget("other", SendMode.PRODUCER, "dev-other"));
			});
	}

	@Test
	void theModeDecidesAboutTheRest() {
		this.runner.withPropertyValues("kinesis.template.mode=writer", "kinesis.producers.clicks.flush-interval=1ms")
			.run((context) -> {
				KinesisTemplate template = context.getBean(KinesisTemplate.class);
				List.of("clicks", "other").forEach((name) -> template.send(name, "x"));
				assertThat(this.targets).extracting(SendTarget::mode)
					.containsExactly(SendMode.PRODUCER, SendMode.WRITER);
			});
	}

	@Test
	void aNameForBothEndsTheStart() {
		this.runner.withPropertyValues("kinesis.producers.orders.stream-name=a", "kinesis.writers.orders.stream-name=b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageContaining("kinesis.writers.orders")
				.hasMessageContaining("kinesis.producers.orders"));
	}

	@Test
	void settingsReachTheTemplate() {
		this.runner
			.withPropertyValues("kinesis.template.default-destination=orders", "kinesis.template.send-timeout=10s",
					"kinesis.template.content-type-header=true")
			.run((context) -> {
				context.getBean(KinesisTemplate.class).send(SendRequest.of("x"));
				assertThat(this.targets).extracting(SendTarget::destination).containsExactly("orders");
			});
		this.runner.withPropertyValues("kinesis.template.send-timeout=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("kinesis.template.send-timeout must be more than 0"));
	}

	@Test
	void extractorsAndInterceptorsAreBeansInOrder() {
		this.runner.withBean("last", SendInterceptor.class, () -> new Last(this.intercepted))
			.withBean("first", SendInterceptor.class, () -> new First(this.intercepted))
			.withBean(PartitionKeyExtractor.class, () -> PartitionKeyExtractor.forType(String.class, (text) -> text))
			.run((context) -> {
				context.getBean(KinesisTemplate.class).send("orders", "key");
				assertThat(this.intercepted).containsExactly("first key", "last key");
			});
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	record First(List<String> seen) implements SendInterceptor {

		@Override
		public CompletableFuture<RecordResult> intercept(SendInvocation invocation) {
			this.seen.add("first " + invocation.record().partitionKey());
			return invocation.proceed();
		}

	}

	@Order(0)
	record Last(List<String> seen) implements SendInterceptor {

		@Override
		public CompletableFuture<RecordResult> intercept(SendInvocation invocation) {
			this.seen.add("last " + invocation.record().partitionKey());
			return invocation.proceed();
		}

	}

}
