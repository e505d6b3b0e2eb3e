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

import java.io.UncheckedIOException;
import java.util.List;

import io.kinsumer.test.EmbeddedKinesisServer;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts a server with a test's application context. Equal when the annotation's
 * attributes are, as the context cache needs it.
 *
 * @param streams the streams to create
 * @param port the port, 0 for any free one
 */
record EmbeddedKinesisContextCustomizer(List<String> streams, int port) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		EmbeddedKinesisRegistration.onRefresh(context, () -> start(context));
	}

	private void start(ConfigurableApplicationContext context) {
		EmbeddedKinesisServer server = start();
		EmbeddedKinesisRegistration.register(context, server);
		context.getEnvironment()
			.getPropertySources()
			.addFirst(EmbeddedKinesisRegistration.properties("@EmbeddedKinesis", server.endpoint()));
	}

	private EmbeddedKinesisServer start() {
		try {
			return EmbeddedKinesisServer.builder().port(this.port).streams(this.streams.toArray(String[]::new)).start();
		}
		catch (UncheckedIOException ex) {
			throw new IllegalStateException(ex.getMessage() + ". Application contexts of other test classes that name"
					+ " the same port are cached and keep it: leave port out of @EmbeddedKinesis, or close them with"
					+ " @DirtiesContext", ex);
		}
	}

}
