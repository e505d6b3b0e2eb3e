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

package io.kinsumer.boot.documentation;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.observe.WriterInfo;
import io.kinsumer.core.observe.WriterListener;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.HandlingFailure;
import io.kinsumer.spring.event.deduplication.DeduplicationOutcome;
import io.kinsumer.spring.event.outbox.OutboxBacklog;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.kinsumer.spring.listener.KinsumerContainerOptions;
import io.kinsumer.spring.observation.DeduplicationMeters;
import io.kinsumer.spring.observation.FailureMeters;
import io.kinsumer.spring.observation.KinsumerMeters;
import io.kinsumer.spring.observation.OutboxMeters;
import io.kinsumer.spring.observation.ProducerMeters;
import io.kinsumer.spring.observation.ReadBufferMeters;
import io.kinsumer.spring.observation.WriterMeters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.mockito.Mockito;

import static org.mockito.BDDMockito.given;

/**
 * All meters that there can be: whoever keeps them is told everything that can be told.
 */
final class Meters {

	private static final StreamName STREAM = new StreamName("orders");

	private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
			Map.entry(KinsumerInfo.class, new KinsumerInfo("orders", STREAM, "shop", "me")),
			Map.entry(ProducerInfo.class, new ProducerInfo("orders", STREAM)),
			Map.entry(WriterInfo.class, new WriterInfo("orders", STREAM)),
			Map.entry(ShardId.class, new ShardId("shardId-000000000000")),
			Map.entry(ShardPosition.class, ShardPosition.at(Instant.EPOCH)),
			Map.entry(UserRecord.class, Mockito.mock(UserRecord.class)),
			Map.entry(Duration.class, Duration.ofMillis(1)),
			Map.entry(Throwable.class, new IllegalStateException("sample")), Map.entry(String.class, "sample"),
			Map.entry(int.class, 1), Map.entry(long.class, 1L), Map.entry(boolean.class, true));

	private Meters() {
	}

	/**
	 * All meters, in the order of their registration.
	 */
	static List<Meter> all() {
		List<Meter> meters = new ArrayList<>();
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.config().onMeterAdded(meters::add);
		fill(registry);
		return meters;
	}

	/**
	 * What Prometheus is told.
	 */
	static String scrape() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		StringBuilder scraped = new StringBuilder();
		// Gauges go with their shard: look before each of the reports.
		fill(registry, () -> scraped.append(registry.scrape()));
		return scraped.toString();
	}

	private static void fill(MeterRegistry registry) {
		fill(registry, () -> {
		});
	}

	private static void fill(MeterRegistry registry, Runnable afterEach) {
		KinsumerContainerOptions options = Mockito.mock(KinsumerContainerOptions.class);
		given(options.shardLevelMetrics()).willReturn(true);
		KinsumerContainer container = Mockito.mock(KinsumerContainer.class);
		given(container.options()).willReturn(options);
		tellAll(KinsumerListener.class, new KinsumerMeters(registry, (name) -> container), afterEach);
		tellAll(ProducerListener.class, new ProducerMeters(registry, (name) -> null), afterEach);
		tellAll(WriterListener.class, new WriterMeters(registry), afterEach);
		KinesisRecord record = Mockito.mock(KinesisRecord.class);
		given(record.stream()).willReturn(STREAM);
		HandlingFailure failure = Mockito.mock(HandlingFailure.class);
		given(failure.kinsumer()).willReturn("orders");
		given(failure.record()).willReturn(record);
		DeadLetter letter = Mockito.mock(DeadLetter.class);
		given(letter.kinsumer()).willReturn("orders");
		given(letter.record()).willReturn(record);
		FailureMeters failures = new FailureMeters(registry);
		failures.recordSkipped(failure);
		failures.deadLetterStored(letter);
		failures.deadLetterRefused(letter, new IllegalStateException("sample"), 1);
		new ReadBufferMeters(ReadBudget.ofDefaultSize()).bindTo(registry);
		tellOutbox(new OutboxMeters(registry));
		new DeduplicationMeters(registry).outcome("orders", record, DeduplicationOutcome.NEW);
		afterEach.run();
	}

	private static void tellOutbox(OutboxMeters outbox) {
		outbox.backlogCounted(new OutboxBacklog(1, Duration.ofSeconds(1)));
	}

	private static <T> void tellAll(Class<T> type, T listener, Runnable afterEach) {
		for (Method method : type.getMethods()) {
			try {
				method.invoke(listener, Arrays.stream(method.getParameterTypes()).map(Meters::sample).toArray());
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("Cannot report " + method, ex);
			}
			afterEach.run();
		}
	}

	private static Object sample(Class<?> type) {
		Object sample = SAMPLES.get(type);
		if (sample == null) {
			throw new IllegalStateException("Add a sample of " + type);
		}
		return sample;
	}

}
