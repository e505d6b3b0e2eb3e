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

import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

class KinesisRuntimeHintsTests {

	private static final TypeReference STS = TypeReference.of("software.amazon.awssdk.services.sts.StsClient");

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsAreFound() throws Exception {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Thread.class.getMethod("ofVirtual")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Class.forName("java.lang.Thread$Builder").getMethod("factory"))).accepts(hints);
	}

	@Test
	void virtualThreadsAreAskedForByName() {
		RuntimeHints hints = hints();
		assertThat(hints.reflection().getTypeHint(TypeReference.of("java.lang.Thread$Builder"))).isNotNull();
		assertThat(hints.reflection().getTypeHint(Thread.class).methods()).extracting((method) -> method.getName())
			.contains("ofVirtual");
		assertThat(hints.reflection().getTypeHint(Executors.class).methods()).extracting((method) -> method.getName())
			.contains("newThreadPerTaskExecutor");
	}

	@Test
	void stsIsFoundWhereItIs() {
		assertThat(RuntimeHintsPredicates.reflection().onType(STS))
			.rejects(register(new FilteredClassLoader("software.amazon.awssdk.services.sts")));
	}

	@Test
	void theRegistrarIsListed() {
		assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)).hasAtLeastOneElementOfType(KinesisRuntimeHints.class);
	}

	@Test
	void propertiesBelowMapsCanBeBound() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisProducerAutoConfiguration.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(KinesisRuntimeHintsTests.class)), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		RuntimeHints hints = generation.getRuntimeHints();
		for (Class<?> type : new Class<?>[] { KinesisProperties.class, ClientProperties.class, HttpProperties.class,
				HttpProperties.Proxy.class, BackoffProperties.class, KinsumerProperties.class,
				KinsumerReadProperties.FanOut.class, ProducerProperties.class, WriterProperties.class }) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).as(type.getName()).accepts(hints);
			assertThat(hints.reflection().getTypeHint(type).methods()).as(type.getName()).isNotEmpty();
		}
		context.close();
	}

	private static RuntimeHints hints() {
		return register(KinesisRuntimeHintsTests.class.getClassLoader());
	}

	private static RuntimeHints register(ClassLoader classLoader) {
		RuntimeHints hints = new RuntimeHints();
		new KinesisRuntimeHints().registerHints(hints, classLoader);
		return hints;
	}

}
