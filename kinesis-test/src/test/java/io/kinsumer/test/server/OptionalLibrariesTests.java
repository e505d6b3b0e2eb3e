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

package io.kinsumer.test.server;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The server where the libraries are absent that it does not bring along.
 */
class OptionalLibrariesTests {

	@Test
	void tlsAsksForItsDependencyAndAllElseWorksWithoutIt() throws Exception {
		try (URLClassLoader loader = without("netty-pkitesting", "bcprov")) {
			try (AutoCloseable plain = start(loader, false)) {
				assertThat(plain).isNotNull();
			}
			assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> start(loader, true).close())
				.havingCause()
				.isInstanceOf(IllegalStateException.class)
				.withMessageContaining("TLS needs io.netty:netty-pkitesting on the class path");
		}
	}

	@Test
	void theServerNeedsNeitherTheSdkNorSpringNorJunitNorAssertJ() throws Exception {
		try (URLClassLoader loader = without("awssdk", "springframework", "junit", "assertj")) {
			try (AutoCloseable server = start(loader, false)) {
				// as Spring does with beans
				assertThat(server.getClass().getMethods()).isNotEmpty();
				assertThat(server.getClass().getDeclaredMethods()).isNotEmpty();
				Object stream = server.getClass()
					.getMethod("createStream", String.class, int.class)
					.invoke(server, "a", 1);
				stream.getClass().getMethod("put", String.class, String.class).invoke(stream, "k", "x");
				assertThat((List<?>) stream.getClass().getMethod("records").invoke(stream)).hasSize(1);
			}
		}
	}

	private static AutoCloseable start(ClassLoader loader, boolean tls) throws Exception {
		Object builder = loader.loadClass("io.kinsumer.test.EmbeddedKinesisServer").getMethod("builder").invoke(null);
		if (tls) {
			builder.getClass().getMethod("tls").invoke(builder);
		}
		return (AutoCloseable) builder.getClass().getMethod("start").invoke(builder);
	}

	private static URLClassLoader without(String... libraries) throws Exception {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (List.of(libraries).stream().noneMatch(entry::contains)) {
				urls.add(Path.of(entry).toUri().toURL());
			}
		}
		return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

}
