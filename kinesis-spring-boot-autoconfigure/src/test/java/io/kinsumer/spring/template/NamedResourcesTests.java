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

package io.kinsumer.spring.template;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NamedResourcesTests {

	private final List<String> created = new CopyOnWriteArrayList<>();

	private final List<String> closed = new CopyOnWriteArrayList<>();

	private final NamedResources<String> resources = new NamedResources<>((name) -> {
		this.created.add(name);
		return name;
	}, Set.of("configured"), (name) -> {
		this.closed.add(name);
		if (name.equals("bad")) {
			throw new IllegalStateException("no");
		}
	}) {
	};

	@Test
	void createsTheConfiguredOnesAtStartAndOthersOnDemand() {
		assertThat(this.resources.get("early")).isEqualTo("early");
		this.resources.start();
		this.resources.get("orders");
		this.resources.get("orders");
		assertThat(this.created).containsExactly("early", "configured", "orders");
		assertThat(this.resources.getAll()).containsOnlyKeys("early", "configured", "orders");
	}

	@Test
	void closesAllEvenWhenOneFails() throws InterruptedException {
		this.resources.start();
		this.resources.get("bad");
		CountDownLatch called = new CountDownLatch(1);
		this.resources.stop(called::countDown);
		assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(this.closed).containsExactlyInAnyOrder("configured", "bad");
		assertThat(this.resources.isRunning()).isFalse();
		this.resources.destroy();
		assertThat(this.closed).hasSize(2);
	}

	@Test
	void refusesToSendOnceStoppedUntilStartedAgain() {
		this.resources.start();
		this.resources.stop();
		assertThatIllegalStateException().isThrownBy(() -> this.resources.get("orders"))
			.withMessageContaining("'orders'");
		this.resources.start();
		assertThat(this.resources.get("orders")).isEqualTo("orders");
	}

	@Test
	void stopsAfterTheWebServer() {
		assertThat(this.resources.getPhase()).isLessThan(Integer.MAX_VALUE - 2048);
	}

}
