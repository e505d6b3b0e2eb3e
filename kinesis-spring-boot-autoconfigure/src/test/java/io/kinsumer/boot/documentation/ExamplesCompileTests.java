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

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java examples of the documentation compile against what an application sees. Those
 * of the testing guide are run elsewhere.
 */
class ExamplesCompileTests {

	private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern DECLARATION = Pattern.compile("\\A(@|class |record |interface )");

	private static final String IMPORTS = """
			import java.lang.annotation.*;
			import java.lang.reflect.Type;
			import java.nio.ByteBuffer;
			import java.nio.charset.StandardCharsets;
			import java.time.Duration;
			import java.util.*;
			import java.util.concurrent.*;
			import io.kinsumer.boot.autoconfigure.*;
			import io.kinsumer.core.client.*;
			import io.kinsumer.core.kinsumer.*;
			import io.kinsumer.core.metadata.*;
			import io.kinsumer.core.processor.*;
			import io.kinsumer.core.producer.*;
			import io.kinsumer.core.record.*;
			import io.kinsumer.core.shard.*;
			import io.kinsumer.spring.annotation.*;
			import io.kinsumer.spring.converter.*;
			import io.kinsumer.spring.deadletter.*;
			import io.kinsumer.spring.error.*;
			import io.kinsumer.spring.event.*;
			import io.kinsumer.spring.event.message.*;
			import io.kinsumer.spring.listener.*;
			import io.kinsumer.spring.listener.event.*;
			import io.kinsumer.spring.template.*;
			import jakarta.validation.Valid;
			import org.springframework.beans.factory.annotation.Autowired;
			import org.springframework.boot.test.context.TestConfiguration;
			import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
			import org.springframework.context.annotation.*;
			import org.springframework.context.event.EventListener;
			import org.springframework.core.annotation.AliasFor;
			import org.springframework.messaging.handler.annotation.Header;
			import org.springframework.messaging.handler.annotation.SendTo;
			import org.springframework.messaging.support.MessageBuilder;
			import org.springframework.stereotype.*;
			import org.springframework.transaction.annotation.Transactional;
			import org.springframework.util.MimeType;
			import org.testcontainers.localstack.LocalStackContainer;
			import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
			""";

	private static final String ORDER = "record Order(String customer)";

	/** What statements refer to without declaring it. */
	private static final String CONTEXT = "void statements%d(KinesisAsyncClient kinesisAsyncClient, String streamArn, "
			+ "AwsClients clients, MetadataRepository metadata, ShardProcessorFactory processors, ReadBudget budget, "
			+ "KinesisTemplate kinesis, KinesisPublisher publisher, EventWriter eventWriter, KinesisBus bus, "
			+ "List<Object> events) throws Exception {\n";

	@TempDir
	private Path classes;

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/listeners.md", "docs/reading.md", "docs/sending.md", "docs/events.md",
			"docs/outbox.md", "docs/producing.md", "docs/failures.md", "docs/connecting.md", "docs/coming-from/kcl.md",
			"docs/coming-from/gosoline-kinesis.md" })
	void everyExampleCompiles(String page) throws Exception {
		List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("..", page)))
			.results()
			.map((result) -> result.group(1))
			.toList();
		assertThat(examples).isNotEmpty();
		StringBuilder source = new StringBuilder(IMPORTS).append("class Page {\n");
		if (examples.stream().noneMatch((example) -> example.contains(ORDER))) {
			source.append(ORDER).append(" {}\n");
		}
		for (int i = 0; i < examples.size(); i++) {
			boolean declaration = DECLARATION.matcher(examples.get(i)).find();
			source.append(declaration ? "" : CONTEXT.formatted(i))
				.append(examples.get(i))
				.append(declaration ? "" : "}\n");
		}
		assertThat(compile(source.append("}\n").toString())).isEmpty();
	}

	private String compile(String source) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter problems = new StringWriter();
		boolean compiled = compiler
			.getTask(problems, null, null,
					List.of("-proc:none", "-nowarn", "-d", this.classes.toString(), "-classpath",
							System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
					null, List.of(new Source(source)))
			.call();
		return compiled ? "" : problems.toString();
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String content;

		Source(String content) {
			super(URI.create("string:///Page.java"), JavaFileObject.Kind.SOURCE);
			this.content = content;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.content;
		}

	}

}
