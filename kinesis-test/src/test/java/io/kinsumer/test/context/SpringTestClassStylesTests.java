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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.server.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways in which test classes with Spring may be written.
 */
class SpringTestClassStylesTests {

	private static final Map<String, EmbeddedKinesisServer> servers = new ConcurrentHashMap<>();

	@BeforeEach
	@AfterEach
	void forget() {
		servers.clear();
	}

	private static EngineExecutionResults run(Class<?>... classes) {
		return EngineTestKit.engine("junit-jupiter")
			.selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
			.execute();
	}

	private static void succeed(int tests, Class<?>... classes) {
		run(classes).testEvents().assertStatistics((statistics) -> statistics.started(tests).succeeded(tests));
	}

	@Test
	void autowiredConstructorsAreSprings() {
		succeed(2, SpringConstructor.class, SpringAllConstructor.class);
	}

	@Test
	void springsNestedClassesAndClientsWork() {
		succeed(2, SpringOuter.class);
		assertThat(servers.get("spring nested")).isSameAs(servers.get("spring"));
	}

	@Test
	void equalContextsShareAServerAndOthersDoNot() {
		succeed(4, SpringOne.class, SpringTwo.class, SpringOther.class, SpringDirty.class);
		assertThat(servers.get("one")).isSameAs(servers.get("two"));
		assertThat(servers.get("other")).isNotSameAs(servers.get("one"));
		assertThat(servers.get("dirty")).isNotSameAs(servers.get("one"));
		assertThat(RunningServer.find(servers.get("dirty").port())).isNull();
		assertThat(RunningServer.find(servers.get("one").port())).isNotNull();
	}

	@SpringJUnitConfig(Config.class)
	@EmbeddedKinesis
	static class SpringConstructor {

		private final EmbeddedKinesisServer server;

		@Autowired
		SpringConstructor(EmbeddedKinesisServer server) {
			this.server = server;
		}

		@Test
		void test(EmbeddedKinesisServer server, @Autowired EmbeddedKinesisServer bean) {
			assertThat(server).isSameAs(this.server).isSameAs(bean);
		}

	}

	@SpringJUnitConfig(Config.class)
	@EmbeddedKinesis
	@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
	static class SpringAllConstructor {

		private final EmbeddedKinesisServer server;

		SpringAllConstructor(EmbeddedKinesisServer server) {
			this.server = server;
		}

		@Test
		void test(KinesisClient client) {
			this.server.createStream("made", 1);
			assertThat(client.listStreams().streamNames()).contains("made");
		}

	}

	@SpringJUnitConfig(Config.class)
	@EmbeddedKinesis(streams = "orders")
	static class SpringOuter {

		@Test
		void outer(EmbeddedKinesisServer server) {
			servers.put("spring", server);
		}

		@Nested
		class Inner {

			@Autowired
			private EmbeddedKinesisServer server;

			@Test
			void inner(EmbeddedKinesisServer server, KinesisAsyncClient client) {
				servers.put("spring nested", server);
				assertThat(server).isSameAs(this.server);
				assertThat(client.listStreams().join().streamNames()).containsExactly("orders");
			}

		}

	}

	@SpringJUnitConfig(Config.class)
	@EmbeddedKinesis(streams = "shared")
	static class SpringOne {

		@Test
		void test(EmbeddedKinesisServer server) {
			servers.put("one", server);
		}

	}

	@SpringJUnitConfig(Config.class)
	@EmbeddedKinesis(streams = "shared")
	static class SpringTwo {

		@Test
		void test(EmbeddedKinesisServer server) {
			servers.put("two", server);
		}

	}

	@SpringJUnitConfig(Config.class)
	@EmbeddedKinesis(streams = "shared:2")
	static class SpringOther {

		@Test
		void test(EmbeddedKinesisServer server) {
			servers.put("other", server);
		}

	}

	@SpringJUnitConfig(Config.class)
	@EmbeddedKinesis(streams = "shared")
	@TestPropertySource(properties = "a=b")
	@DirtiesContext
	static class SpringDirty {

		@Test
		void test(EmbeddedKinesisServer server) {
			servers.put("dirty", server);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Config {

	}

}
