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

package io.kinsumer.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.kinsumer.sample.board.LoadGenerator;
import io.kinsumer.sample.cluster.Cluster;
import io.kinsumer.sample.cluster.InstanceView;
import io.kinsumer.sample.cluster.Peers;
import io.kinsumer.sample.cluster.ShardView;
import io.kinsumer.sample.counting.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A second instance joins the first one's embedded Kinesis, shares its shards under load,
 * and leaves in good order.
 */
class TwoInstancesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private final List<Integer> ports = freePorts();

	private final Map<String, ConfigurableApplicationContext> running = new TreeMap<>();

	@AfterEach
	void close() {
		// The second one first: the first one has the server.
		List.of("second", "first").forEach(this::stop);
	}

	@Test
	void everyEventArrivesExactlyOnceWhenAnInstanceJoinsAndLeaves() {
		start("first", 1);
		load("first", 300);
		start("second", 2);
		load("second", 200);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(owners("first").values()).containsExactly(2L, 2L));
		awaitReceived("first", 1000);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(instances("second")).containsOnly("LIVE").hasSize(2));

		stop("second");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(owners("first").values()).containsExactly(4L));
		awaitReceived("first", totals("first").received() + 500);
		load("first", 0);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(totals("first").onTheWay()).isZero());

		await().atMost(PATIENCE).untilAsserted(() -> assertThat(instances("first")).containsExactly("LIVE", "LEFT"));
		Totals totals = totals("first");
		assertThat(totals.received()).isEqualTo(totals.sent());
		assertThat(totals.failed()).isZero();
		assertThat(totals.faulty()).isEmpty();
		assertThat(bean("first", Peers.class).keys()).extracting((key) -> key.key().replaceAll(".*:|~.*", ""))
			.contains(this.ports.get(1).toString(), this.ports.get(2).toString());
	}

	private void start(String name, int port) {
		this.running.put(name,
				new SpringApplicationBuilder(SampleApplication.class).run(
						"--kinesis.embedded.port=" + this.ports.get(0), "--server.port=" + this.ports.get(port),
						"--sample.lanes=12", "--spring.jmx.enabled=false"));
	}

	private void stop(String name) {
		ConfigurableApplicationContext context = this.running.remove(name);
		if (context != null) {
			context.close();
		}
	}

	private <T> T bean(String name, Class<T> type) {
		ConfigurableApplicationContext context = this.running.get(name);
		assertThat(context).as(name).isNotNull();
		return context.getBean(type);
	}

	private void load(String name, int eventsPerSecond) {
		bean(name, LoadGenerator.class).change(eventsPerSecond);
	}

	private Totals totals(String name) {
		return bean(name, Peers.class).totals();
	}

	private void awaitReceived(String name, long events) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(totals(name).received()).isGreaterThanOrEqualTo(events));
	}

	private List<String> instances(String name) {
		return bean(name, Cluster.class).instances().stream().map(InstanceView::state).toList();
	}

	private Map<String, Long> owners(String name) {
		return bean(name, Cluster.class).shards()
			.stream()
			.filter((shard) -> shard.owner() != null)
			.collect(Collectors.groupingBy(ShardView::owner, TreeMap::new, Collectors.counting()));
	}

	private static List<Integer> freePorts() {
		try (ServerSocket first = new ServerSocket(0);
				ServerSocket second = new ServerSocket(0);
				ServerSocket third = new ServerSocket(0)) {
			return List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
