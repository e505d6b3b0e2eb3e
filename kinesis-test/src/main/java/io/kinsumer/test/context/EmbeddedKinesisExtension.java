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

import java.util.Arrays;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.beans.factory.annotation.ParameterResolutionDelegate;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.support.TestConstructorUtils;

/**
 * Starts a server for a class without Spring, and resolves parameters in both cases: the
 * server, and clients of the AWS SDK.
 */
class EmbeddedKinesisExtension implements BeforeAllCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(EmbeddedKinesisExtension.class);

	private static final String SPRING_EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

	@Override
	public void beforeAll(ExtensionContext context) {
		if (!usesSpring(context.getRequiredTestClass())) {
			server(context);
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return (type == EmbeddedKinesisServer.class || SdkClientParameters.supports(type))
				&& !(usesSpring(context.getRequiredTestClass()) && SpringServer.resolves(parameter, context));
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		EmbeddedKinesisServer server = usesSpring(context.getRequiredTestClass()) ? SpringServer.of(context)
				: server(context);
		Class<?> type = parameter.getParameter().getType();
		return (type == EmbeddedKinesisServer.class) ? server
				: SdkClientParameters.resolve(type, server, ofClass(context).getStore(NAMESPACE));
	}

	/**
	 * The class's, so that what is made for the first of its tests lasts until the last.
	 */
	private static ExtensionContext ofClass(ExtensionContext context) {
		ExtensionContext result = context;
		while (result.getTestMethod().isPresent() && result.getParent().isPresent()) {
			result = result.getParent().get();
		}
		return result;
	}

	private static EmbeddedKinesisServer server(ExtensionContext context) {
		Class<?> testClass = context.getRequiredTestClass();
		EmbeddedKinesis annotation = AnnotationSupport
			.findAnnotation(testClass, EmbeddedKinesis.class, context.getEnclosingTestClasses())
			.orElseThrow(() -> new IllegalStateException("@EmbeddedKinesis is missing on " + testClass.getName()));
		// a nested class inherits its outer class's server, unless it is annotated itself
		return ofClass(context).getStore(NAMESPACE)
			.computeIfAbsent(annotation,
					(key) -> EmbeddedKinesisServer.builder()
						.port(annotation.port())
						.streams(annotation.streams())
						.start(),
					EmbeddedKinesisServer.class);
	}

	private static boolean usesSpring(Class<?> testClass) {
		for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
			boolean spring = AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class)
				.stream()
				.flatMap((extend) -> Arrays.stream(extend.value()))
				.anyMatch((extension) -> SPRING_EXTENSION.equals(extension.getName()));
			if (spring) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Apart, because Spring may be absent.
	 */
	private static final class SpringServer {

		static EmbeddedKinesisServer of(ExtensionContext context) {
			return SpringExtension.getApplicationContext(context).getBean(EmbeddedKinesisServer.class);
		}

		/** Whether Spring resolves the parameter: JUnit refuses two who would. */
		static boolean resolves(ParameterContext parameter, ExtensionContext context) {
			return TestConstructorUtils.isAutowirableConstructor(parameter.getDeclaringExecutable(),
					(name) -> context.getConfigurationParameter(name).orElse(null))
					|| ParameterResolutionDelegate.isAutowirable(parameter.getParameter(), parameter.getIndex());
		}

	}

}
