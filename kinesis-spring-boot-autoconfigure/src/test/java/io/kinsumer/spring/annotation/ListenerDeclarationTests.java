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

package io.kinsumer.spring.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.listener.FakeKinsumer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinsumerContainerFactory;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import io.kinsumer.spring.listener.ListenerContext;
import io.kinsumer.spring.listener.ListenerHandler;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.mock;

/**
 * What annotations are turned into.
 */
class ListenerDeclarationTests {

	@Test
	void everyAttributeMayHavePlaceholdersAndExpressions() {
		KinesisListenerEndpoint endpoint = endpoint(Everything.class,
				Map.of("stream", "orders", "group", "audit", "many", "7", "policy", "strict", "size", "500"));
		assertThat(endpoint.kinsumer()).isEqualTo("orders");
		assertThat(endpoint.id()).isEqualTo("listener-of-orders");
		assertThat(endpoint.properties()).containsOnly(Map.entry("consumer-group", "audit"),
				Map.entry("auto-startup", "false"), Map.entry("concurrency", "8"), Map.entry("ack-mode", "MANUAL"),
				Map.entry("failure.policy", "strictPolicy"), Map.entry("max-batch-size", "500"),
				Map.entry("wait-time", "2s"), Map.entry("persist-frequency", "3s"));
		assertThat(endpoint.description()).endsWith("Everything.listen(String)");
	}

	@Test
	void attributesMayBeAliasedByAComposedAnnotation() {
		KinesisListenerEndpoint endpoint = endpoint(ComposedListener.class, Map.of());
		assertThat(endpoint.kinsumer()).isEqualTo("orders");
		assertThat(endpoint.properties()).containsOnly(Map.entry("concurrency", "4"), Map.entry("ack-mode", "record"),
				Map.entry("wait-time", "3s"));
	}

	@Test
	void annotationsOfAClassMayBeRepeated() {
		assertThat(endpoints(Repeated.class, Map.of())).extracting(KinesisListenerEndpoint::id)
			.containsExactlyInAnyOrder("orders", "returns");
	}

	@Test
	void aClassWithHandlersIsOneListenerOfRecords() {
		KinesisListenerEndpoint endpoint = endpoint(Repeated.class, Map.of(), "orders");
		assertThat(endpoint.handler()).isInstanceOf(ListenerHandler.OfRecords.class);
		assertThat(endpoint.description()).isEqualTo(Repeated.class.getName());
	}

	@Test
	void aStaticMethodIsAListener() {
		assertThat(endpoint(WithStatic.class, Map.of()).kinsumer()).isEqualTo("orders");
	}

	@Test
	void aPlaceholderWithoutAProperty() {
		assertThatRefused(MistakenListeners.Unresolved.class)
			.hasMessageContaining("The attribute kinsumer of the @KinesisListener on ")
			.hasMessageContaining("Unresolved.listen")
			.hasMessageContaining("'${no.such.property}'")
			.satisfies(remedy("${name:default}"));
	}

	@Test
	void anExpressionThatFails() {
		assertThatRefused(MistakenListeners.BrokenExpression.class)
			.hasMessageContaining("The attribute id of the @KinesisListener on ")
			.hasMessageContaining("'#{@nothing.name}'")
			.satisfies(remedy("__listener"));
	}

	@Test
	void anObjectInPlaceOfAName() {
		assertThatRefused(MistakenListeners.ObjectListener.class).hasMessageContaining("The attribute failurePolicy of")
			.hasMessageContaining("is an object of class")
			.satisfies(remedy("of a bean, its name"));
	}

	@Test
	void valuesThatBreakTheirRule() {
		assertThatRefused(MistakenListeners.BadStart.class).hasMessageContaining("The attribute autoStartup of")
			.hasMessageContaining("'yes'")
			.satisfies(remedy("true or false"));
		assertThatRefused(MistakenListeners.BadConcurrency.class).hasMessageContaining("The attribute concurrency of")
			.hasMessageContaining("'0'")
			.satisfies(remedy("number of records"));
		assertThatRefused(MistakenListeners.BadAckMode.class).hasMessageContaining("The attribute ackMode of")
			.hasMessageContaining("'auto'")
			.satisfies(remedy("batch, record, manual"));
		assertThatRefused(MistakenListeners.BadProperty.class).hasMessageContaining("The attribute properties of")
			.hasMessageContaining("'wait-time'")
			.satisfies(remedy("max-batch-size=500"));
		assertThatRefused(MistakenListeners.Twice.class)
			.hasMessageContaining("says twice what its concurrency is: '2' and '3'");
		assertThatRefused(MistakenListeners.Nameless.class).hasMessageContaining("names no kinsumer")
			.satisfies(remedy("@KinesisListener(\"orders\")"));
	}

	@Test
	void handlersThatDoNotFitTogether() {
		assertThatRefused(MistakenListeners.NoListener.class)
			.hasMessageContaining("has @KinesisHandler methods, but no @KinesisListener");
		assertThatRefused(MistakenListeners.NoHandlers.class)
			.hasMessageContaining("has no method that handles records");
		assertThatRefused(MistakenListeners.SameType.class)
			.hasMessageContaining("Two @KinesisHandler methods take records of type 'String': ");
		assertThatRefused(MistakenListeners.TwoDefaults.class)
			.hasMessageContaining("Two @KinesisHandler methods are the default");
		assertThatRefused(MistakenListeners.BatchHandler.class).hasMessageContaining("takes batches");
		assertThatRefused(MistakenListeners.NoPayload.class).hasMessageContaining("has no payload parameter")
			.satisfies(remedy("@KinesisHandler(\"order-placed\")"));
	}

	@Test
	void methodsThatCannotBeCalledThroughAProxy() {
		assertThatRefused(MistakenListeners.FinalMethod.class, ByClass.class).hasMessageContaining("FinalMethod.listen")
			.hasMessageContaining("is final")
			.satisfies(remedy("Remove final"));
		assertThatRefused(MistakenListeners.PrivateMethod.class, ByClass.class)
			.hasMessageContaining("PrivateMethod.listen")
			.hasMessageContaining("is private")
			.satisfies(remedy("package-private"));
		assertThatRefused(MistakenListeners.BehindInterface.class, ByInterface.class)
			.hasMessageContaining("BehindInterface.listen")
			.satisfies(remedy("spring.aop.proxy-target-class"));
	}

	@Test
	void aListenerIsCalledThroughTheLastOfItsProxies() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Listeners.class, Plain.class, LastConfiguration.class);
			context.refresh();
			KinesisListenerEndpoint endpoint = context.getBean(Listeners.class).endpoints.get(0);
			((ListenerHandler.OfRecords) endpoint.handler()).listener()
				.onRecord(mock(KinesisRecord.class), mock(ListenerContext.class));
			assertThat(context.getBean(Last.class).calls).hasValue(1);
		}
	}

	@Test
	void aPrivateMethodIsAListenerWhereNothingIsProxied() {
		assertThat(endpoint(MistakenListeners.PrivateMethod.class, Map.of()).kinsumer()).isEqualTo("orders");
		assertThat(endpoint(MistakenListeners.FinalMethod.class, Map.of()).kinsumer()).isEqualTo("orders");
	}

	private static ThrowingConsumer<ListenerConfigurationException> remedy(String text) {
		return (refused) -> assertThat(refused.getRemedy()).contains(text);
	}

	private static AbstractThrowableAssert<?, ListenerConfigurationException> assertThatRefused(Class<?>... beans) {
		Throwable failure = catchThrowable(() -> endpoints(Map.of(), beans));
		while (failure != null && !(failure instanceof ListenerConfigurationException)) {
			failure = failure.getCause();
		}
		return assertThat((ListenerConfigurationException) failure).isNotNull();
	}

	private static KinesisListenerEndpoint endpoint(Class<?> bean, Map<String, Object> properties) {
		List<KinesisListenerEndpoint> endpoints = endpoints(bean, properties);
		assertThat(endpoints).hasSize(1);
		return endpoints.get(0);
	}

	private static KinesisListenerEndpoint endpoint(Class<?> bean, Map<String, Object> properties, String id) {
		return endpoints(bean, properties).stream().filter((each) -> each.id().equals(id)).findFirst().orElseThrow();
	}

	private static List<KinesisListenerEndpoint> endpoints(Class<?> bean, Map<String, Object> properties) {
		return endpoints(properties, bean);
	}

	private static List<KinesisListenerEndpoint> endpoints(Map<String, Object> properties, Class<?>... beans) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
			context.register(Listeners.class);
			context.register(beans);
			context.refresh();
			return context.getBean(Listeners.class).endpoints;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableKinesis
	static class Listeners {

		final List<KinesisListenerEndpoint> endpoints = new ArrayList<>();

		@Bean
		KinsumerContainerFactory factory() {
			return (endpoint) -> {
				this.endpoints.add(endpoint);
				return new FakeKinsumer(endpoint.kinsumer(), endpoint.kinsumer(), "shop").container(endpoint, true,
						false);
			};
		}

		@Bean
		PayloadConverter converter() {
			return new DefaultPayloadConverter(List.of());
		}

		@Bean
		String suffix() {
			return "Policy";
		}

	}

	/**
	 * Proxies listeners by class.
	 */
	static class ByClass implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof MistakenListeners.FinalMethod)
					&& !(bean instanceof MistakenListeners.PrivateMethod)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			return factory.getProxy();
		}

	}

	/**
	 * Proxies listeners by their interfaces.
	 */
	static class ByInterface implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof MistakenListeners.BehindInterface) ? new ProxyFactory(bean).getProxy() : bean;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LastConfiguration {

		@Bean
		static Last last() {
			return new Last();
		}

	}

	/**
	 * Proxies listeners as late as what is in order can, as {@code @EnableAsync} does.
	 */
	static class Last implements BeanPostProcessor, org.springframework.core.Ordered {

		final AtomicInteger calls = new AtomicInteger();

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof Plain)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			factory.addAdvice((MethodBeforeAdvice) (method, arguments, target) -> this.calls.incrementAndGet());
			return factory.getProxy();
		}

	}

	static class Plain {

		@KinesisListener("orders")
		void listen(KinesisRecord record) {
		}

	}

	static class Everything {

		@KinesisListener(kinsumer = "${stream}", id = "listener-of-${stream}", consumerGroup = "#{'${group}'}",
				autoStartup = "#{1 > 2}", concurrency = "#{${many} + 1}",
				ackMode = "#{T(io.kinsumer.spring.listener.AckMode).MANUAL}",
				failurePolicy = "#{'${policy}' + @suffix}",
				properties = { "max-batch-size=${size}", "#{__listener.more()}", "", "#{{'persist-frequency': '3s'}}" })
		void listen(String text) {
		}

		public List<String> more() {
			return List.of("wait-time = 2s");
		}

	}

	@KinesisListener(concurrency = "4")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Ordered {

		@AliasFor(annotation = KinesisListener.class, attribute = "kinsumer")
		String stream();

		@AliasFor(annotation = KinesisListener.class, attribute = "ackMode")
		String ack() default "record";

		@AliasFor(annotation = KinesisListener.class, attribute = "properties")
		String[] settings() default {};

	}

	static class ComposedListener {

		@Ordered(stream = "orders", settings = "wait-time=3s")
		void listen(String text) {
		}

	}

	@KinesisListener("orders")
	@KinesisListener("returns")
	static class Repeated {

		@KinesisHandler
		void listen(String text) {
		}

		@KinesisHandler(value = "#{'bytes'}", isDefault = true)
		void listen(byte[] bytes) {
		}

	}

	static class WithStatic {

		@KinesisListener("orders")
		static void listen(String text) {
		}

	}

}
