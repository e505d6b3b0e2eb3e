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

package io.kinsumer.spring.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods whose parameters or annotations are told by a super type, or that are called
 * through a proxy of an interface.
 */
class ListenerInheritanceTests {

	private static final KinesisRecord ANN = TestRecord.of(0, "{\"customer\":\"ann\"}", Map.of("tenant", "blue"));

	@Test
	void annotationsOfParametersMayBeThoseOfAnInterface() throws Exception {
		ImplementsTenants listener = new ImplementsTenants();
		new ListenerHarness(listener).deliver(ANN);
		assertThat(listener.heard).containsExactly("blue");
	}

	@Test
	void aProxyOfAnInterfaceTakesWhatItsClassDeclares() throws Exception {
		Answering listener = new Answering();
		ListenerHarness harness = new ListenerHarness(new ProxyFactory(listener).getProxy());
		harness.deliver(ANN);
		assertThat(listener.heard).containsExactly(new Order("ann"));
		assertThat(harness.sent).containsExactly(new ReplySender.Reply("replies", "ann", ANN.partitionKey()));
	}

	@Test
	void aListMayBeWhatAVariableStandsFor() throws Exception {
		Orders listener = new Orders();
		new ListenerHarness(listener).deliver(ANN);
		assertThat(listener.heard).containsExactly(List.of(new Order("ann")));
	}

	@Test
	void aPayloadWithGenericsMayBeWhatAVariableStandsFor() throws Exception {
		ByName listener = new ByName();
		new ListenerHarness(listener).deliver(TestRecord.of(0, "{\"first\":{\"customer\":\"ann\"}}"));
		assertThat(listener.heard).containsExactly(Map.of("first", new Order("ann")));
	}

	@Test
	void aListMayBeAHeader() throws Exception {
		List<String> heard = new ArrayList<>();
		new ListenerHarness(new Object() {

			void listen(String payload, @Header("tags") List<String> tags) {
				heard.addAll(tags);
			}

		}).deliver(TestRecord.of(0, "a", Map.of("tags", "red,blue")));
		assertThat(heard).containsExactly("red", "blue");
	}

	record Order(String customer) {
	}

	interface Tenants {

		void listen(KinesisRecord record, @Header("tenant") String tenant);

	}

	static class ImplementsTenants implements Tenants {

		final List<String> heard = new ArrayList<>();

		@Override
		public void listen(KinesisRecord record, String tenant) {
			this.heard.add(tenant);
		}

	}

	interface Answer<T, R> {

		R listen(T payload);

	}

	static class Answering implements Answer<Order, String> {

		final List<Object> heard = new ArrayList<>();

		@Override
		@SendTo("replies")
		public String listen(Order order) {
			this.heard.add(order);
			return order.customer();
		}

	}

	abstract static class Base<T> {

		final List<T> heard = new ArrayList<>();

		void listen(T payload) {
			this.heard.add(payload);
		}

	}

	static class Orders extends Base<List<Order>> {

	}

	static class ByName extends Base<Map<String, Order>> {

	}

}
