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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.kinsumer.spring.converter.PayloadConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Validator;

/**
 * Makes endpoints of methods. A method with a {@link List} parameter gets batches, any
 * other gets one record at a time.
 */
public final class MethodListenerEndpoints {

	private final PayloadReading reading;

	private final @Nullable ReplySender replies;

	private final UnaryOperator<String> placeholders;

	private final PayloadTypeNames names;

	/**
	 * Creates the factory.
	 * @param converter converts payloads to the types of parameters
	 * @param validator checks payloads of parameters with {@code @Valid} or
	 * {@code @Validated}; {@code null}: there may be no such parameters
	 * @param replies sends what methods with {@code @SendTo} return; {@code null} when
	 * there is nothing to send with
	 * @param placeholders resolves the placeholders in destinations, and in names and
	 * defaults of headers
	 */
	public MethodListenerEndpoints(PayloadConverter converter, @Nullable Validator validator,
			@Nullable ReplySender replies, UnaryOperator<String> placeholders) {
		this(converter, validator, replies, placeholders, PayloadTypeNames.OF_CLASSES);
	}

	/**
	 * Creates the factory.
	 * @param converter converts payloads to the types of parameters
	 * @param validator checks payloads of parameters with {@code @Valid} or
	 * {@code @Validated}; {@code null}: there may be no such parameters
	 * @param replies sends what methods with {@code @SendTo} return; {@code null} when
	 * there is nothing to send with
	 * @param placeholders resolves the placeholders in destinations, and in names and
	 * defaults of headers
	 * @param names tells what records are called whose payload is of a class
	 */
	public MethodListenerEndpoints(PayloadConverter converter, @Nullable Validator validator,
			@Nullable ReplySender replies, UnaryOperator<String> placeholders, PayloadTypeNames names) {
		this.names = names;
		this.reading = new PayloadReading(converter, validator, placeholders);
		this.replies = replies;
		this.placeholders = placeholders;
	}

	/**
	 * Makes an endpoint.
	 * @param id id of the endpoint
	 * @param kinsumer the kinsumer or stream
	 * @param properties settings of this listener, which come before those of the
	 * kinsumer
	 * @param bean the bean that has the method, possibly a proxy
	 * @param method the method of the bean's class
	 * @return the endpoint
	 * @throws ListenerConfigurationException if the signature is not supported
	 */
	public KinesisListenerEndpoint create(String id, String kinsumer, Map<String, String> properties, Object bean,
			Method method) {
		ListenerMethod listener = new ListenerMethod(bean, invocable(bean, method), method, classOf(bean));
		return new KinesisListenerEndpoint(id, kinsumer, properties, handler(listener), listener.toString());
	}

	/**
	 * Makes one endpoint of several methods.
	 * @param id id of the endpoint
	 * @param kinsumer the kinsumer or stream
	 * @param properties settings of this listener, which come before those of the
	 * kinsumer
	 * @param bean the bean that has the methods, possibly a proxy
	 * @param handlers the methods of the bean's class, each for records of a type
	 * @return the endpoint
	 * @throws ListenerConfigurationException if a signature is not supported, or two
	 * methods take the same type
	 */
	public KinesisListenerEndpoint create(String id, String kinsumer, Map<String, String> properties, Object bean,
			List<HandlerMethod> handlers) {
		Class<?> type = classOf(bean);
		RecordListener listener = new HandlerMethods(type, this.names).listener(handlers,
				(method) -> create(id, kinsumer, properties, bean, method).handler());
		return new KinesisListenerEndpoint(id, kinsumer, properties, new ListenerHandler.OfRecords(listener),
				type.getName());
	}

	private static Class<?> classOf(Object bean) {
		return ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
	}

	private static Method invocable(Object bean, Method method) {
		if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(method.getModifiers())
				&& !Modifier.isStatic(method.getModifiers())) {
			// It would run on the proxy itself, which has none of the bean's fields.
			throw new ListenerConfigurationException(
					"Listener " + method.toGenericString()
							+ " is final, so that it cannot be called through the proxy of its bean.",
					"Remove final from the method, or what has the bean proxied, such as @Transactional or @Async.");
		}
		try {
			Method ofInterface = AopUtils.isJdkDynamicProxy(bean) ? ofInterface(bean, method) : null;
			return (ofInterface != null) ? ofInterface : AopUtils.selectInvocableMethod(method, bean.getClass());
		}
		catch (IllegalStateException ex) {
			if (AopUtils.isCglibProxy(bean)) {
				throw new ListenerConfigurationException(
						"Listener " + method.toGenericString()
								+ " is private, so that it cannot be called through the proxy of its bean.",
						"Make the method public, protected or package-private.");
			}
			throw new ListenerConfigurationException(
					"Listener " + method.toGenericString() + " cannot be called through the proxy of its bean.",
					"Make the method public and part of the proxied interface, or let the bean be proxied by class "
							+ "(spring.aop.proxy-target-class=true).");
		}
	}

	/**
	 * What a method implements, which may have variables in place of its types.
	 */
	private static @Nullable Method ofInterface(Object proxy, Method method) {
		Class<?> type = AopUtils.getTargetClass(proxy);
		for (Class<?> each : ClassUtils.getAllInterfaces(proxy)) {
			for (Method candidate : each.getMethods()) {
				if (candidate.getName().equals(method.getName())
						&& BridgeMethodResolver.getMostSpecificMethod(candidate, type).equals(method)) {
					return candidate;
				}
			}
		}
		return null;
	}

	private ListenerHandler handler(ListenerMethod listener) {
		ListenerReplies replies = ListenerReplies.of(listener, this.replies, this.placeholders);
		if (listener.parameters().stream().anyMatch(BatchArguments::isList)) {
			return new ListenerHandler.OfBatches(
					new MethodBatchListener(listener, new BatchArguments(listener, this.reading), replies));
		}
		return new ListenerHandler.OfRecords(
				new MethodRecordListener(listener, new RecordArguments(listener, this.reading), replies));
	}

}
