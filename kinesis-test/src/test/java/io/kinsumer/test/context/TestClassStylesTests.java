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

package io.kinsumer.test.context;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.server.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways in which test classes without Spring may be written.
 */
class TestClassStylesTests {

	private static final Map<String, EmbeddedKinesisServer> servers = new ConcurrentHashMap<>();

	private static final Set<Object> clients = ConcurrentHashMap.newKeySet();

	private static final CountDownLatch bothRun = new CountDownLatch(2);

	@BeforeEach
	@AfterEach
	void forget() {
		servers.clear();
		clients.clear();
	}

	private static EngineExecutionResults run(Class<?>... classes) {
		return EngineTestKit.engine("junit-jupiter")
			.selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
			.execute();
	}

	private static void succeed(int tests, Class<?>... classes) {
		run(classes).testEvents().assertStatistics((statistics) -> statistics.started(tests).succeeded(tests));
	}

	private static Collection<EmbeddedKinesisServer> distinctServers() {
		return Set.copyOf(servers.values());
	}

	@Test
	void clientsAreParametersSharedByTheTestsOfAClass() {
		succeed(3, ClientParameters.class);
		assertThat(clients).hasSize(4);
		assertThat(distinctServers()).singleElement()
			.satisfies((server) -> assertThat(RunningServer.find(server.port())).isNull());
	}

	@Test
	void oneInstanceForAllTestsMayTakeItInItsConstructor() {
		succeed(2, PerClass.class);
		assertThat(distinctServers()).hasSize(1);
	}

	@Test
	void constructorsOfOneInstanceEachMayTakeIt() {
		succeed(2, PerMethod.class);
		assertThat(distinctServers()).hasSize(1);
	}

	@Test
	void parameterizedTestsTakeItBesideTheirArguments() {
		succeed(2, Parameterized.class);
	}

	@Test
	void nestedClassesShareItUnlessTheyDiffer() {
		succeed(4, Outer.class);
		assertThat(servers.get("inherited")).isSameAs(servers.get("outer")).isSameAs(servers.get("deeper"));
		assertThat(servers.get("own")).isNotSameAs(servers.get("outer"));
	}

	@Test
	void metaAnnotationsAndSuperclassesWork() {
		succeed(2, Meta.class, Sub.class);
		assertThat(distinctServers()).hasSize(2);
	}

	@Test
	void classesInParallelHaveServersOfTheirOwn() {
		EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
			.selectors(DiscoverySelectors.selectClass(ParallelOne.class),
					DiscoverySelectors.selectClass(ParallelTwo.class))
			.execute()
			.testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(2));
		assertThat(distinctServers()).hasSize(2);
	}

	@EmbeddedKinesis(streams = "orders")
	static class ClientParameters {

		@BeforeAll
		static void before(EmbeddedKinesisServer server) {
			servers.put("clients", server);
		}

		@Test
		void kinesis(KinesisClient kinesis, KinesisAsyncClient async) {
			assertThat(kinesis.listStreams().streamNames()).containsExactly("orders");
			assertThat(async.listStreams().join().streamNames()).containsExactly("orders");
			clients.add(kinesis);
			clients.add(async);
		}

		@Test
		void dynamoDb(DynamoDbClient dynamoDb, DynamoDbAsyncClient async) {
			assertThat(dynamoDb.listTables().tableNames()).isEmpty();
			assertThat(async.listTables().join().tableNames()).isEmpty();
			clients.add(dynamoDb);
			clients.add(async);
		}

		@Test
		void again(KinesisClient kinesis, EmbeddedKinesisServer server) {
			clients.add(kinesis);
			kinesis.putRecord((put) -> put.streamName("orders").partitionKey("k").data(SdkBytes.fromUtf8String("x")));
			assertThat(server.stream("orders").records()).hasSize(1);
		}

	}

	@EmbeddedKinesis
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	static class PerClass {

		private final EmbeddedKinesisServer server;

		private final KinesisClient client;

		PerClass(EmbeddedKinesisServer server, KinesisClient client) {
			this.server = server;
			this.client = client;
		}

		@BeforeAll
		void before(EmbeddedKinesisServer server) {
			assertThat(server).isSameAs(this.server);
		}

		@Test
		void one(EmbeddedKinesisServer server) {
			servers.put("one", this.server);
			servers.put("one's parameter", server);
			assertThat(this.client.listStreams().streamNames()).isEmpty();
		}

		@Test
		void two() {
			servers.put("two", this.server);
		}

	}

	@EmbeddedKinesis
	static class PerMethod {

		private final EmbeddedKinesisServer server;

		PerMethod(EmbeddedKinesisServer server) {
			this.server = server;
		}

		@Test
		void one() {
			servers.put("one", this.server);
		}

		@Test
		void two() {
			servers.put("two", this.server);
		}

	}

	@EmbeddedKinesis(streams = "orders")
	static class Parameterized {

		@ParameterizedTest
		@ValueSource(strings = { "a", "b" })
		void puts(String key, EmbeddedKinesisServer server) {
			server.stream("orders").put(key, "x");
		}

	}

	@EmbeddedKinesis(streams = "orders")
	static class Outer {

		@Test
		void outer(EmbeddedKinesisServer server) {
			servers.put("outer", server);
		}

		@Nested
		class Inherited {

			@Test
			void inherited(EmbeddedKinesisServer server) {
				servers.put("inherited", server);
			}

			@Nested
			class Deeper {

				@Test
				void deeper(EmbeddedKinesisServer server) {
					servers.put("deeper", server);
				}

			}

		}

		@Nested
		@EmbeddedKinesis(streams = "returns")
		class Own {

			@Test
			void own(EmbeddedKinesisServer server) {
				servers.put("own", server);
				assertThat(server.shards("returns")).hasSize(1);
			}

		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@EmbeddedKinesis(streams = "orders:3")
	@interface WithOrders {

	}

	@WithOrders
	static class Meta {

		@Test
		void test(EmbeddedKinesisServer server) {
			servers.put("meta", server);
			assertThat(server.shards("orders")).hasSize(3);
		}

	}

	@EmbeddedKinesis(streams = "orders:4")
	abstract static class Base {

	}

	static class Sub extends Base {

		@Test
		void test(EmbeddedKinesisServer server) {
			servers.put("sub", server);
			assertThat(server.shards("orders")).hasSize(4);
		}

	}

	@EmbeddedKinesis(streams = "orders")
	static class ParallelOne {

		@Test
		void test(EmbeddedKinesisServer server) throws InterruptedException {
			meet("one", server);
		}

	}

	@EmbeddedKinesis(streams = "orders")
	static class ParallelTwo {

		@Test
		void test(EmbeddedKinesisServer server) throws InterruptedException {
			meet("two", server);
		}

	}

	private static void meet(String name, EmbeddedKinesisServer server) throws InterruptedException {
		servers.put(name, server);
		server.stream("orders").put("k", name);
		bothRun.countDown();
		assertThat(bothRun.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(server.stream("orders").records()).hasSize(1);
	}

}
