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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MetersPageTests {

	private static final Pattern QUERIED = Pattern.compile("\\bkinesis_[a-z0-9_]+");

	private static final Pattern SCRAPED = Pattern.compile("^(kinesis_[a-z0-9_]+)[{ ]", Pattern.MULTILINE);

	@Test
	void thePageIsWhatIsRegistered() {
		Pages.assertCurrent("metrics.md", MetersPage.render());
	}

	@Test
	void everyMeterHasADescriptionAUnitAndOneSetOfTags() {
		Map<String, List<String>> tags = new HashMap<>();
		for (Meter meter : Meters.all()) {
			Meter.Id id = meter.getId();
			assertThat(id.getDescription()).as(id.getName()).isNotBlank().doesNotEndWith(".");
			assertThat(id.getBaseUnit()).as(id.getName()).isNotBlank();
			List<String> keys = id.getTags().stream().map(Tag::getKey).toList();
			assertThat(tags.computeIfAbsent(id.getName(), (name) -> keys)).as(id.getName()).isEqualTo(keys);
		}
	}

	@Test
	void theMetersOfTheSeedExist() {
		Set<String> names = Meters.all().stream().map((meter) -> meter.getId().getName()).collect(Collectors.toSet());
		assertThat(names).contains("kinesis.kinsumer.read.count", "kinesis.kinsumer.read.records",
				"kinesis.kinsumer.failed.records", "kinesis.kinsumer.millis.behind.latest",
				"kinesis.kinsumer.process.duration", "kinesis.kinsumer.wait.duration",
				"kinesis.kinsumer.delay.duration", "kinesis.kinsumer.acquire.duration", "kinesis.kinsumer.task.ratio",
				"kinesis.writer.put.records", "kinesis.writer.put.records.failure",
				"kinesis.writer.put.records.batch.size");
	}

	@Test
	void thePageNamesWhatPrometheusIsTold() {
		Set<String> page = QUERIED.matcher(Pages.read("metrics.md"))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
		assertThat(scraped()).containsAll(page);
	}

	@Test
	void everyQueryOfTheDashboardNamesAMeter() {
		JsonNode dashboard = JsonMapper.builder().build().readTree(Pages.read("monitoring/grafana-dashboard.json"));
		assertThat(dashboard.path("title").asString()).isNotBlank();
		assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
		assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy((panel) -> {
			assertThat(panel.path("title").asString()).isNotBlank();
			assertThat(panel.path("type").asString()).isNotBlank();
			assertThat(panel.path("gridPos").path("w").asInt()).isBetween(1, 24);
			assertThat(panel.path("type").asString().equals("row") || !panel.path("targets").isEmpty()).isTrue();
		});
		List<String> expressions = dashboard.findValuesAsString("expr");
		assertThat(expressions).isNotEmpty().allSatisfy(MetersPageTests::assertQuery);
		assertThat(dashboard.findValues("id").stream().map(JsonNode::asInt).toList()).doesNotHaveDuplicates();
	}

	@Test
	void everyAlertNamesAMeterAndSaysWhatToDo() {
		Map<String, List<Map<String, Object>>> file = new Yaml().load(Pages.read("monitoring/prometheus-alerts.yml"));
		assertThat(file).containsOnlyKeys("groups");
		for (Map<String, Object> group : file.get("groups")) {
			assertThat(group).containsOnlyKeys("name", "rules");
			assertThat((List<?>) group.get("rules")).isNotEmpty().allSatisfy((entry) -> {
				Map<?, ?> rule = (Map<?, ?>) entry;
				assertThat(Set.of("alert", "expr", "for", "labels", "annotations").containsAll(rule.keySet())).isTrue();
				assertThat((String) rule.get("for")).matches("\\d+[smh]");
				assertQuery((String) rule.get("expr"));
				assertThat((Map<?, ?>) rule.get("annotations")).extracting("summary", "description")
					.doesNotContainNull();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "kinesis_kinsumer_absent", "rate(kinesis_kinsumer_records[5m])",
			"sum(kinesis_kinsumer_members", "up" })
	void aWrongQueryIsFound(String query) {
		assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> assertQuery(query)))
			.isInstanceOf(AssertionError.class);
	}

	private static void assertQuery(String query) {
		assertThat(QUERIED.matcher(query).results().map(MatchResult::group).toList()).as(query)
			.isNotEmpty()
			.isSubsetOf(scraped());
		assertThat(query.chars().filter((character) -> character == '(').count()).as(query)
			.isEqualTo(query.chars().filter((character) -> character == ')').count());
	}

	private static Set<String> scraped() {
		return SCRAPED.matcher(Meters.scrape())
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
