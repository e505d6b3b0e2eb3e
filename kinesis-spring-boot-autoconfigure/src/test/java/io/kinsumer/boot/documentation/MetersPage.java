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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.kinsumer.spring.observation.DefaultKinesisListenerObservationConvention;
import io.kinsumer.spring.observation.DefaultKinesisPublishObservationConvention;
import io.kinsumer.spring.observation.DefaultKinesisTemplateObservationConvention;
import io.kinsumer.spring.observation.KinesisListenerObservation;
import io.kinsumer.spring.observation.KinesisPublishObservation;
import io.kinsumer.spring.observation.KinesisTemplateObservation;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.docs.ObservationDocumentation;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;

/**
 * The reference of all meters, made by registering them.
 */
final class MetersPage {

	private static final PrometheusNamingConvention PROMETHEUS = new PrometheusNamingConvention();

	private MetersPage() {
	}

	static String render() {
		TreeMap<String, Meter> meters = new TreeMap<>();
		Meters.all().forEach((meter) -> meters.putIfAbsent(meter.getId().getName(), meter));
		StringBuilder page = new StringBuilder(
				"""
						# Meters

						All meters. This page is made by `docs/generate`; a test holds it against what an application registers.

						Meters of a shard have the tag `shard`. They exist where `shard-level-metrics` of the kinsumer is `true`, as long
						as this process owns the shard. Gauges of a kinsumer exist as long as it is in its group. Some counters appear
						with the first event that they count, such as `kinesis.kinsumer.call.failures`.

						A [dashboard for Grafana](monitoring/grafana-dashboard.json) and [alert rules for
						Prometheus](monitoring/prometheus-alerts.yml) use these meters; a test holds their names against this page.

						""");
		section(page, meters, "Kinsumers", "kinesis.kinsumer.");
		section(page, meters, "Producers", "kinesis.producer.");
		section(page, meters, "Writers", "kinesis.writer.");
		section(page, meters, "Deduplication", "kinesis.deduplication");
		section(page, meters, "The outbox", "kinesis.outbox.");
		section(page, meters, "The process", "kinesis.");
		if (!meters.isEmpty()) {
			throw new IllegalStateException("Meters without a section: " + meters.keySet());
		}
		page.append("## Observations\n\nEach also makes a timer of its name, and a long task timer `.active`.\n\n");
		page.append("| Observation | Keys of few values | Keys of many values, for traces |\n|---|---|---|\n");
		observation(page, DefaultKinesisListenerObservationConvention.NAME, KinesisListenerObservation.PROCESS);
		observation(page, DefaultKinesisTemplateObservationConvention.NAME, KinesisTemplateObservation.values()[0]);
		observation(page, DefaultKinesisPublishObservationConvention.NAME, KinesisPublishObservation.PUBLISH);
		return page.toString();
	}

	private static void observation(StringBuilder page, String name, ObservationDocumentation documentation) {
		page.append("| `")
			.append(name)
			.append("` | ")
			.append(keys(documentation.getLowCardinalityKeyNames()))
			.append(" | ")
			.append(keys(documentation.getHighCardinalityKeyNames()))
			.append(" |\n");
	}

	private static String keys(KeyName[] keys) {
		return Arrays.stream(keys).map((key) -> "`" + key.asString() + "`").collect(Collectors.joining(", "));
	}

	private static void section(StringBuilder page, TreeMap<String, Meter> meters, String title, String prefix) {
		page.append("## ").append(title).append("\n\n");
		page.append("| Meter | Type | Unit | Tags | | Prometheus |\n|---|---|---|---|---|---|\n");
		List<Meter> listed = meters.values()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith(prefix))
			.toList();
		for (Meter meter : listed) {
			row(page, meter.getId());
			meters.remove(meter.getId().getName());
		}
		page.append("\n");
	}

	private static void row(StringBuilder page, Meter.Id id) {
		String unit = (id.getType() == Meter.Type.TIMER) ? "time" : id.getBaseUnit();
		String tags = id.getTags()
			.stream()
			.map(Tag::getKey)
			.sorted()
			.map((key) -> "`" + key + "`")
			.collect(Collectors.joining(", "));
		page.append("| `")
			.append(id.getName())
			.append("` | ")
			.append(id.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '))
			.append(" | ")
			.append(unit)
			.append(" | ")
			.append(tags)
			.append(" | ")
			.append(id.getDescription())
			.append(". | `")
			.append(prometheus(id))
			.append("` |\n");
	}

	private static String prometheus(Meter.Id id) {
		String name = PROMETHEUS.name(id.getName(), id.getType(), id.getBaseUnit());
		return switch (id.getType()) {
			case COUNTER -> name.endsWith("_total") ? name : name + "_total";
			case TIMER, DISTRIBUTION_SUMMARY -> name + "_count`, `_sum`, `_max";
			default -> name;
		};
	}

}
