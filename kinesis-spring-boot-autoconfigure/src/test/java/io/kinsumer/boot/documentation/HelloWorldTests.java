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

package io.kinsumer.boot.documentation;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first example of the README is as short as it says, and works as it is written.
 */
@EmbeddedKinesis(streams = "orders:1")
class HelloWorldTests {

	private static final String IMPORTS = """
			import java.util.concurrent.CompletableFuture;
			import io.kinsumer.spring.annotation.KinesisListener;
			import io.kinsumer.spring.template.KinesisTemplate;
			import org.springframework.stereotype.Component;
			""";

	private String code;

	private String yaml;

	@TempDir
	private Path directory;

	@BeforeEach
	void read() throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		this.code = first("java", readme);
		this.yaml = first("yaml", readme);
	}

	private static String first(String language, String page) {
		Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	@Test
	void itIsShort() {
		assertThat(this.code.lines()).hasSizeLessThanOrEqualTo(10);
		assertThat(this.yaml.lines()).hasSizeLessThanOrEqualTo(5);
		assertThat(this.code.lines()).allMatch((line) -> line.length() <= 120);
	}

	@Test
	void whatTheProducerSendsIsConsumed(EmbeddedKinesisServer kinesis) throws Exception {
		Files.writeString(this.directory.resolve("application.yml"), this.yaml);
		try (URLClassLoader classes = compile();
				ConfigurableApplicationContext context = run(kinesis, classes, "Orders", "Checkout")) {
			assertThat(context.getEnvironment().getProperty("spring.application.name")).isEqualTo("shop");
			Object sent = placed(context.getBean(classes.loadClass("Checkout")), order(classes, "ann"));
			assertThat(((CompletableFuture<?>) sent).get(1, TimeUnit.MINUTES)).isNotNull();
			kinesis.stream("orders").awaitConsumed();
			assertThat(kinesis.stream("orders").records()).hasSize(1)
				.allSatisfy((record) -> assertThat(record.text()).isEqualTo("{\"customer\":\"ann\"}"));
		}
	}

	private ConfigurableApplicationContext run(EmbeddedKinesisServer kinesis, ClassLoader classes, String... components)
			throws ClassNotFoundException {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class)
			.resourceLoader(new DefaultResourceLoader(classes))
			.web(WebApplicationType.NONE);
		for (String component : components) {
			builder.sources(classes.loadClass(component));
		}
		return builder.run("--spring.config.location=" + this.directory.resolve("application.yml").toUri(),
				"--kinesis.clients.default.endpoint=" + kinesis.endpoint(),
				"--kinesis.clients.default.credentials.access-key-id=test",
				"--kinesis.clients.default.credentials.secret-access-key=test");
	}

	private URLClassLoader compile() throws IOException {
		Path source = this.directory.resolve("Example.java");
		Files.writeString(source, IMPORTS + this.code, StandardCharsets.UTF_8);
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-parameters", "-proc:none", "-nowarn", "-d", this.directory.toString(),
					"-classpath", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
					source.toString());
		assertThat(result).isZero();
		return new URLClassLoader(new URL[] { this.directory.toUri().toURL() }, getClass().getClassLoader());
	}

	private static Object order(ClassLoader classes, String customer) throws ReflectiveOperationException {
		Constructor<?> constructor = classes.loadClass("Order").getDeclaredConstructor(String.class);
		constructor.setAccessible(true);
		return constructor.newInstance(customer);
	}

	private static Object placed(Object checkout, Object order) throws ReflectiveOperationException {
		Method method = checkout.getClass().getDeclaredMethod("placed", order.getClass());
		method.setAccessible(true);
		return method.invoke(checkout, order);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
