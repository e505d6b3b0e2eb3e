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

package io.kinsumer.core.kinsumer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Registration;
import io.kinsumer.core.metadata.Session;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten members on a stream of thousands of shards, in virtual time: what they ask of the
 * metadata table.
 */
class LargeStreamTests {

	private static final int SHARDS = 5000;

	private final Map<String, Integer> calls = new TreeMap<>();

	private final VirtualGroup group = new VirtualGroup(SHARDS).metadata(this::counting);

	private final List<VirtualGroup.Member> members = new ArrayList<>();

	private int underWay;

	private int mostUnderWay;

	@Test
	void thousandsOfShardsAreSharedWithinSecondsAndCostNothingWhenIdle() {
		for (int i = 0; i < 10; i++) {
			this.members.add(this.group.join("client-" + i));
		}
		this.group.passes(Duration.ofSeconds(30));
		assertThat(this.members).allSatisfy((member) -> assertThat(member.shards()).isEqualTo(SHARDS / 10));
		assertThat(this.calls.get("createShard")).as("ten members, one item each").isLessThan(2 * SHARDS);
		assertThat(this.calls.get("acquireShard")).isLessThan(2 * SHARDS);
		assertThat(this.mostUnderWay).as("20 creations and 20 acquisitions of each, one query").isLessThan(10 * 45);
		this.calls.clear();
		this.group.passes(Duration.ofMinutes(1));
		assertThat(this.calls.get("renew")).isEqualTo(10 * 30);
		assertThat(this.calls.get("sessions")).isEqualTo(10 * 30);
		assertThat(this.calls.get("shards")).as("each discover-frequency").isEqualTo(10 * 4);
		assertThat(this.calls.keySet()).containsExactlyInAnyOrder("renew", "sessions", "shards");
	}

	@Test
	void aMemberThatJoinsGetsItsShareWithFewQueries() {
		for (int i = 0; i < 4; i++) {
			this.members.add(this.group.join("client-" + i));
		}
		this.group.passes(Duration.ofSeconds(60));
		this.calls.clear();
		this.members.add(this.group.join("new"));
		this.group.passes(Duration.ofSeconds(15));
		assertThat(this.members).allSatisfy((member) -> assertThat(member.shards()).isEqualTo(SHARDS / 5));
		assertThat(this.calls.get("shards")).as("five members, 15 s").isLessThan(5 * 35);
		assertThat(this.calls.get("write")).as("one release of each shard that moves").isEqualTo(SHARDS / 5);
	}

	private MetadataRepository counting(MetadataRepository repository) {
		return proxy(MetadataRepository.class, repository);
	}

	private <T> T proxy(Class<T> type, T target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
				Object result = invoke(target, method, arguments);
				if (result instanceof CheckpointRepository checkpoints) {
					return proxy(CheckpointRepository.class, checkpoints);
				}
				this.calls.merge(method.getName(), 1, Integer::sum);
				CompletableFuture<?> answer = delayed((CompletableFuture<?>) result);
				return (target instanceof MetadataRepository repository && method.getName().equals("registerClient"))
						? answer.thenCompose((written) -> registered(repository, (Session) arguments[0])) : answer;
			}));
	}

	/**
	 * The sessions are read when the registration is written, as those of a table are.
	 */
	private CompletableFuture<Registration> registered(MetadataRepository repository, Session session) {
		return delayed(repository.sessions()).thenApply((sessions) -> Registration.among(sessions, session, null));
	}

	private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private <V> CompletableFuture<V> delayed(CompletableFuture<V> answer) {
		CompletableFuture<V> later = new CompletableFuture<>();
		this.underWay++;
		this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
		this.group.time().at(Duration.ofMillis(8), () -> {
			this.underWay--;
			answer.whenComplete((value, failure) -> {
				if (failure != null) {
					later.completeExceptionally(failure);
				}
				else {
					later.complete(value);
				}
			});
		});
		return later;
	}

}
