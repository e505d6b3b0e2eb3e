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

package io.kinsumer.boot.autoconfigure;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.google.protobuf.MessageLite;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.spring.annotation.EnableKinesis;
import io.kinsumer.spring.annotation.KinesisHandler;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.listener.FakeKinsumer;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.kinsumer.spring.listener.KinsumerContainerFactory;
import io.kinsumer.spring.listener.KinsumerContainerOptions;
import io.kinsumer.spring.listener.ListenerHandler;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class KinesisListenerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withPropertyValues("spring.application.name=shop");

	private final ApplicationContextRunner fakes = this.runner.withUserConfiguration(FakeContainers.class);

	@Test
	void startsWithoutListenersRegionOrConfiguration() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(KinesisListenerEndpointRegistry.class)
				.hasSingleBean(DefaultPayloadConverter.class));
	}

	@Test
	void isOffWhenDisabled() {
		this.runner.withPropertyValues("kinesis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KinesisListenerEndpointRegistry.class)
				.doesNotHaveBean(KinesisAsyncClient.class));
	}

	@Test
	void startsAnnotatedMethods() {
		this.fakes.withUserConfiguration(OrdersListener.class)
			.withPropertyValues("kinesis.application.env=dev")
			.run((context) -> {
				KinsumerContainer container = context.getBean(KinesisListenerEndpointRegistry.class)
					.getContainer("orders");
				assertThat(container.isRunning()).isTrue();
				assertThat(container.description()).endsWith("OrdersListener.listen(String)");
			});
	}

	@Test
	void startsAnnotatedMethodsOfAnApplicationWhoseBeansAreLazy() {
		this.fakes.withUserConfiguration(OrdersListener.class, ManyListeners.class, ListenersOfAClass.class)
			.withBean("helper", StringBuilder.class, StringBuilder::new)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("stream=returns", "start=true")
			.run((context) -> {
				assertThat(context.getBeanFactory().getBeanDefinition("helper").isLazyInit()).isTrue();
				assertThat(context.getBean(KinesisListenerEndpointRegistry.class).getContainers())
					.allMatch(KinsumerContainer::isRunning)
					.extracting(KinsumerContainer::id)
					.containsExactlyInAnyOrder("orders", "first", "composed", "a", "b", "c", "d");
			});
	}

	@Test
	void startsAnnotatedMethodsOfAContextBelowAnother() {
		this.fakes.withUserConfiguration(OrdersListener.class)
			.run((parent) -> this.fakes.withParent(parent)
				.withUserConfiguration(ListenersOfAClass.class)
				.run((context) -> {
					assertThat(context.getBean(KinesisListenerEndpointRegistry.class).getContainers())
						.allMatch(KinsumerContainer::isRunning)
						.extracting(KinsumerContainer::id)
						.containsExactlyInAnyOrder("c", "d");
					assertThat(parent.getBean(KinesisListenerEndpointRegistry.class).getContainers())
						.extracting(KinsumerContainer::id)
						.containsExactly("orders");
				}));
	}

	@Test
	void resolvesPlaceholdersMetaAnnotationsAndRepetitions() {
		this.fakes.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("stream=returns", "start=false")
			.run((context) -> {
				KinesisListenerEndpointRegistry registry = context.getBean(KinesisListenerEndpointRegistry.class);
				assertThat(registry.getContainers()).extracting(KinsumerContainer::id)
					.containsExactlyInAnyOrder("first", "composed", "a", "b");
				assertThat(registry.getContainer("first").kinsumer()).isEqualTo("returns");
				assertThat(registry.getContainer("first").isRunning()).isFalse();
				assertThat(registry.getContainer("composed").isRunning()).isTrue();
			});
	}

	@Test
	void wiresAProcessorFactoryToTheKinsumerOfItsName() {
		this.fakes.withUserConfiguration(Processors.class)
			.withPropertyValues("kinesis.kinsumers.orders.stream-name=orders")
			.run((context) -> {
				KinesisListenerEndpointRegistry registry = context.getBean(KinesisListenerEndpointRegistry.class);
				assertThat(registry.getContainers()).extracting(KinsumerContainer::description)
					.containsExactly("ShardProcessorFactory bean 'orders'");
			});
	}

	@Test
	void registersEndpointsInCode() {
		this.fakes.withBean(KinesisListenerConfigurer.class, () -> (registrar) -> registrar
			.register(KinesisListenerEndpoint.of("x", "orders", new ListenerHandler.OfShards((shard) -> (input) -> {
			}))))
			.run((context) -> assertThat(
					context.getBean(KinesisListenerEndpointRegistry.class).getContainer("x").isRunning())
				.isTrue());
	}

	@Test
	void textNeedsNoConverter() {
		this.fakes.withUserConfiguration(OrdersListener.class)
			.withClassLoader(new FilteredClassLoader(JsonMapper.class, MessageLite.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(PayloadConverter.class));
	}

	@Test
	void usesTheClientsOfTheApplication() {
		KinesisAsyncClient kinesis = mock(KinesisAsyncClient.class);
		DynamoDbAsyncClient dynamoDb = mock(DynamoDbAsyncClient.class);
		this.runner.withBean("mine", KinesisAsyncClient.class, () -> kinesis)
			.withBean("table", DynamoDbAsyncClient.class, () -> dynamoDb)
			.run((context) -> {
				assertThat(context).hasSingleBean(KinesisAsyncClient.class).hasSingleBean(DynamoDbAsyncClient.class);
				ClientSettingsFactory settings = context.getBean(ClientSettingsFactory.class);
				KinesisClients clients = context.getBean(KinesisClients.class);
				assertThat(clients.kinesis(settings.create("", "default"))).isSameAs(kinesis);
				assertThat(clients.dynamoDb(settings.create("", "default"))).isSameAs(dynamoDb);
			});
	}

	@Test
	void buildsNamedClientsBesideTheDefaultOne() {
		this.runner
			.withPropertyValues("kinesis.clients.default.region=eu-central-1", "kinesis.clients.other.region=us-east-1")
			.run((context) -> {
				assertThat(context).hasSingleBean(KinesisAsyncClient.class);
				ClientSettingsFactory settings = context.getBean(ClientSettingsFactory.class);
				KinesisClients clients = context.getBean(KinesisClients.class);
				assertThat(clients.kinesis(settings.create("", "default")))
					.isSameAs(context.getBean(KinesisAsyncClient.class));
				assertThat(clients.kinesis(settings.create("", "other")).serviceClientConfiguration().region().id())
					.isEqualTo("us-east-1");
			});
	}

	@Test
	void kinsumersDecideAboutStartMetersAndHealth() {
		this.runner.withUserConfiguration(OrdersListener.class)
			.withPropertyValues("kinesis.clients.default.region=eu-central-1",
					"kinesis.kinsumers.orders.auto-startup=false", "kinesis.kinsumers.orders.shard-level-metrics=true",
					"kinesis.kinsumers.orders.healthcheck.timeout=7s")
			.run((context) -> {
				KinsumerContainer container = context.getBean(KinesisListenerEndpointRegistry.class)
					.getContainer("orders");
				assertThat(container.isRunning()).isFalse();
				assertThat(container.options()).isEqualTo(new KinsumerContainerOptions("default",
						"client 'default', region eu-central-1", false, true, Duration.ofSeconds(7)));
			});
	}

	@Test
	void leavesTheTaskExecutorOfBootAlone() {
		this.fakes.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withUserConfiguration(OrdersListener.class)
			.run((context) -> assertThat(context).hasSingleBean(ThreadPoolTaskExecutor.class)
				.hasBean("applicationTaskExecutor"));
	}

	@Test
	void theApplicationMayEnableListenersItself() {
		this.fakes.withUserConfiguration(Enabled.class, OrdersListener.class)
			.run((context) -> assertThat(context).hasSingleBean(KinesisListenerEndpointRegistry.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class FakeContainers {

		@Bean
		KinsumerContainerFactory containerFactory(org.springframework.core.env.Environment environment) {
			return (endpoint) -> {
				FakeKinsumer kinsumer = new FakeKinsumer(endpoint.kinsumer(), endpoint.kinsumer(), "shop");
				if (environment.containsProperty("fake.failure")) {
					kinsumer.start = CompletableFuture
						.failedFuture(new NoSuchStreamException(endpoint.kinsumer(), null));
				}
				return kinsumer.container(endpoint, true, false);
			};
		}

	}

	@EnableKinesis
	@Configuration(proxyBeanMethods = false)
	static class Enabled {

	}

	static class OrdersListener {

		@KinesisListener("orders")
		void listen(String order) {
		}

	}

	static class JsonListener {

		@KinesisListener("orders")
		void listen(List<JsonListener> orders) {
		}

	}

	static class ManyListeners {

		@KinesisListener(kinsumer = "${stream}", id = "first", autoStartup = "${start}")
		void first(String text) {
		}

		@Composed
		void second(String text) {
		}

		@KinesisListener("a")
		@KinesisListener("#{'b'}")
		void third(List<String> texts) {
		}

	}

	@KinesisListener("c")
	@KinesisListener("d")
	static class ListenersOfAClass {

		@KinesisHandler(isDefault = true)
		void handle(String text) {
		}

	}

	@KinesisListener(value = "composed")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Composed {

	}

	@Configuration(proxyBeanMethods = false)
	static class Processors {

		@Bean
		ShardProcessorFactory orders() {
			return (shard) -> (input) -> {
			};
		}

		@Bean
		ShardProcessorFactory helper() {
			return (shard) -> (input) -> {
			};
		}

	}

}
