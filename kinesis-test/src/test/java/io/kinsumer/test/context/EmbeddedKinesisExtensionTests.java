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

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.server.RunningServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The annotation without Spring.
 */
@EmbeddedKinesis(streams = { "orders:2", "single" })
class EmbeddedKinesisExtensionTests {

	private static EmbeddedKinesisServer first;

	@BeforeAll
	static void remember(EmbeddedKinesisServer server) {
		first = server;
	}

	@Test
	void parametersAreTheServerOfTheClass(EmbeddedKinesisServer server) {
		assertThat(server).isSameAs(first);
		assertThat(server.shards("orders")).hasSize(2);
		assertThat(server.shards("single")).hasSize(1);
	}

	@Test
	void theServerIsClosedAfterTheClass() {
		Inner.servers.clear();
		EngineTestKit.engine("junit-jupiter")
			.selectors(DiscoverySelectors.selectClass(Inner.class))
			.execute()
			.testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(2));
		assertThat(Inner.servers).hasSize(2);
		assertThat(Inner.servers.get(0)).isSameAs(Inner.servers.get(1));
		assertThat(RunningServer.find(Inner.servers.get(0).port())).isNull();
	}

	@Nested
	class Within {

		@Test
		void nestedClassesShareTheServer(EmbeddedKinesisServer server) {
			assertThat(server).isSameAs(first);
		}

	}

	@EmbeddedKinesis
	static class Inner {

		static final List<EmbeddedKinesisServer> servers = new ArrayList<>();

		@Test
		void one(EmbeddedKinesisServer server) {
			servers.add(server);
		}

		@Test
		void two(EmbeddedKinesisServer server) {
			servers.add(server);
			assertThat(RunningServer.find(server.port())).isNotNull();
		}

	}

}
