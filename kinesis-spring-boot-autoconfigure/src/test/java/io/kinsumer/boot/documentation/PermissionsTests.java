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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.kinsumer.boot.autoconfigure.DynamoDbClientBuilderCustomizer;
import io.kinsumer.boot.autoconfigure.KinesisClientBuilderCustomizer;
import io.kinsumer.core.client.InvalidRequestException;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.event.deduplication.DeduplicationStorage;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The permissions that the page names are those that applications use, no more and no
 * fewer.
 */
@EmbeddedKinesis(streams = { "polled:1", "pushed:1", "failing:1", "failing.dlq:1", "written:1" })
class PermissionsTests {

	private static final String PAGE = Pages.read("permissions.md");

	private static final Map<String, Row> ROWS = rows();

	@Test
	void eachPartAsksForWhatThePageNames(EmbeddedKinesisServer server) {
		Calls calls = new Calls();
		run(server, calls);
		Row polling = ROWS.get("Kinsumer, polling");
		Row fanOut = ROWS.get("Kinsumer, fan-out");
		Row letters = ROWS.get("Dead letters, on their stream");
		assertThat(calls.of("Kinesis", "polled")).isEqualTo(polling.kinesis());
		assertThat(calls.of("Kinesis", "pushed")).isEqualTo(fanOut.kinesis());
		assertThat(calls.of("Kinesis", "failing")).isEqualTo(union(polling.kinesis(), letters.kinesis()));
		assertThat(calls.of("Kinesis", "produced")).isEqualTo(ROWS.get("Producer, template").kinesis());
		assertThat(calls.of("Kinesis", "written")).isEqualTo(ROWS.get("Writer").kinesis());
		assertThat(calls.of("Kinesis", "large")).isEqualTo(union(ROWS.get("Writer").kinesis(),
				ROWS.get("Records above 1 MiB, without `max-record-size`").kinesis()));
		Set<String> tables = ROWS.get("Tables that are created").dynamoDb();
		assertThat(polling.dynamoDb()).isEqualTo(fanOut.dynamoDb());
		// Any of them may be the one that creates the table.
		assertThat(
				union(calls.of("DynamoDb", "polled"), calls.of("DynamoDb", "pushed"), calls.of("DynamoDb", "failing")))
			.isEqualTo(union(polling.dynamoDb(), tables));
		assertThat(calls.of("DynamoDb", "deduplicated"))
			.isEqualTo(union(ROWS.get("Deduplication with `store: dynamodb`").dynamoDb(), tables));
		assertThat(Stream.of("produced", "written", "large").map((client) -> calls.of("DynamoDb", client)))
			.allMatch(Collection::isEmpty);
	}

	@Test
	void thePolicyAllowsPollingAndTheTable() {
		Set<String> actions = Pattern.compile("\"(kinesis|dynamodb):(\\w+)\"")
			.matcher(PAGE)
			.results()
			.map((match) -> match.group(2))
			.collect(Collectors.toCollection(TreeSet::new));
		Row polling = ROWS.get("Kinsumer, polling");
		assertThat(actions)
			.isEqualTo(union(polling.kinesis(), polling.dynamoDb(), ROWS.get("Tables that are created").dynamoDb()));
	}

	private static void run(EmbeddedKinesisServer server, Calls calls) {
		Listeners listeners = new Listeners();
		// An answer that is lost has the item read.
		server.faults().on("UpdateItem").table("kinsumer-metadata").times(1).dropAnswer();
		List<String> arguments = new ArrayList<>(List.of("spring.application.name=shop", "spring.main.banner-mode=off",
				"kinesis.clients.default.endpoint=" + server.endpoint(),
				"kinesis.clients.default.region=" + EmbeddedKinesisServer.REGION,
				"kinesis.clients.default.credentials.access-key-id=test",
				"kinesis.clients.default.credentials.secret-access-key=test",
				"kinesis.clients.default.backoff.max-attempts=1", "kinesis.kinsumers.pushed.retrieval=fan-out",
				"kinesis.kinsumers.failing.failure.max-attempts=1",
				"kinesis.kinsumers.failing.failure.on-exhausted=dead-letter",
				"kinesis.producers.produced.stream-name=polled", "kinesis.writers.large.stream-name=written",
				"kinesis.deduplication.enabled=true", "kinesis.deduplication.store=dynamodb",
				"kinesis.deduplication.dynamodb.client-name=deduplicated"));
		Stream.of("polled", "pushed", "failing", "produced", "written", "large", "deduplicated")
			.forEach((name) -> arguments.add("kinesis.clients." + name + ".region=" + EmbeddedKinesisServer.REGION));
		Stream.of("polled", "pushed", "failing").forEach((name) -> {
			arguments.add("kinesis.kinsumers." + name + ".client-name=" + name);
			arguments.add("kinesis.kinsumers." + name + ".wait-time=50ms");
		});
		arguments.add("kinesis.producers.produced.client-name=produced");
		Stream.of("written", "large")
			.forEach((name) -> arguments.add("kinesis.writers." + name + ".client-name=" + name));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.initializers((GenericApplicationContext its) -> {
				its.registerBean(Calls.class, () -> calls);
				its.registerBean(Listeners.class, () -> listeners);
			})
			.run(arguments.stream().map("--"::concat).toArray(String[]::new))) {
			KinesisOperations kinesis = context.getBean(KinesisOperations.class);
			Stream.of("produced", "pushed", "failing", "written")
				.forEach((name) -> kinesis.send(SendRequest.of(name, "text").withHeader("message_id", name)));
			assertThatExceptionOfType(InvalidRequestException.class)
				.isThrownBy(() -> kinesis.send(SendRequest.of("large", "text".repeat(300_000))));
			await().untilAsserted(() -> assertThat(listeners.handled).contains("polled", "pushed", "failing"));
			await().until(() -> !server.stream("failing.dlq").records().isEmpty());
			assertThat(context.getBean(DeduplicationStorage.class).isDuplicated("shop", "absent"))
				.succeedsWithin(Duration.ofSeconds(30))
				.isEqualTo(false);
		}
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	private static Set<String> union(Set<String>... sets) {
		return Arrays.stream(sets).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Map<String, Row> rows() {
		Map<String, Row> rows = new TreeMap<>();
		PAGE.lines().filter((line) -> line.startsWith("| ")).forEach((line) -> {
			String[] cells = line.split("\\|");
			rows.put(cells[1].trim(), new Row(actions(cells[2]), actions(cells[3])));
		});
		return rows;
	}

	private static Set<String> actions(String cell) {
		return Pattern.compile("`(\\w+)`")
			.matcher(cell)
			.results()
			.map((MatchResult match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private record Row(Set<String> kinesis, Set<String> dynamoDb) {
	}

	/**
	 * The operations that were called, by service and client.
	 */
	private static final class Calls {

		private final Map<String, Set<String>> operations = new ConcurrentHashMap<>();

		Set<String> of(String service, String client) {
			return new TreeSet<>(this.operations.getOrDefault(service + "/" + client, Set.of()));
		}

		ExecutionInterceptor record(String client) {
			return new ExecutionInterceptor() {

				@Override
				public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
					String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
					Calls.this.operations
						.computeIfAbsent(service + "/" + client, (key) -> ConcurrentHashMap.newKeySet())
						.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
				}

			};
		}

	}

	private static final class Listeners {

		private final List<String> handled = new CopyOnWriteArrayList<>();

		@KinesisListener("polled")
		void polled(String text) {
			this.handled.add("polled");
		}

		@KinesisListener("pushed")
		void pushed(String text) {
			this.handled.add("pushed");
		}

		@KinesisListener("failing")
		void failing(String text) {
			this.handled.add("failing");
			throw new IllegalStateException("as it should");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		KinesisClientBuilderCustomizer kinesisCalls(Calls calls) {
			return (name, builder) -> builder.overrideConfiguration(
					builder.overrideConfiguration().toBuilder().addExecutionInterceptor(calls.record(name)).build());
		}

		@Bean
		DynamoDbClientBuilderCustomizer dynamoDbCalls(Calls calls) {
			return (name, builder) -> builder.overrideConfiguration(
					builder.overrideConfiguration().toBuilder().addExecutionInterceptor(calls.record(name)).build());
		}

	}

}
