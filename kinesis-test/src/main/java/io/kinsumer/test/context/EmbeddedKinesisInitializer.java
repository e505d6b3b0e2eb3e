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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.server.RunningServer;
import io.kinsumer.test.server.StreamDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Gives an application an embedded server when {@code kinesis.embedded.enabled} is set,
 * unless {@code kinesis.clients.default.endpoint} is set already. Decided when the
 * refresh begins, once the environment is complete and before there are beans: bean
 * conditions would be frozen by ahead-of-time processing. Properties are added with the
 * lowest precedence.
 */
class EmbeddedKinesisInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedKinesisInitializer.class);

	private static final String SOURCE = "kinesisEmbedded";

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (!Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			EmbeddedKinesisRegistration.onRefresh(context, () -> startIfEnabled(context));
		}
	}

	private static void startIfEnabled(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		EmbeddedKinesisProperties properties = Binder.get(environment)
			.bindOrCreate(EmbeddedKinesisProperties.PREFIX, EmbeddedKinesisProperties.class);
		if (!properties.enabled() || environment.containsProperty(EmbeddedKinesisRegistration.ENDPOINT)) {
			return;
		}
		validate(properties);
		environment.getPropertySources()
			.addLast(EmbeddedKinesisRegistration.properties(SOURCE, startOrJoin(context, properties)));
	}

	private static void validate(EmbeddedKinesisProperties properties) {
		if (properties.port() < 0 || properties.port() > 65535) {
			throw new InvalidConfigurationPropertyValueException(EmbeddedKinesisProperties.PREFIX + ".port",
					properties.port(), "It must be 0 (any free port) to 65535.");
		}
		for (String stream : properties.streams()) {
			try {
				StreamDefinition.parse(stream);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidConfigurationPropertyValueException(EmbeddedKinesisProperties.PREFIX + ".streams",
						stream, ex.getMessage());
			}
		}
	}

	private static URI startOrJoin(ConfigurableApplicationContext context, EmbeddedKinesisProperties properties) {
		try {
			EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
				.port(properties.port())
				.streams(properties.streams().toArray(String[]::new))
				.start();
			EmbeddedKinesisRegistration.register(context, server);
			logger.info("Embedded Kinesis and DynamoDB listen on {}", server.endpoint());
			return server.endpoint();
		}
		catch (UncheckedIOException ex) {
			return join(properties, ex);
		}
	}

	private static URI join(EmbeddedKinesisProperties properties, UncheckedIOException cause) {
		int port = properties.port();
		RunningServer running = RunningServer.find(port);
		if (running == null) {
			throw new EmbeddedKinesisPortInUseException(port, cause);
		}
		try {
			for (String stream : properties.streams()) {
				running.createStreamIfMissing(stream);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex.getMessage(), ex);
		}
		logger.info("Embedded Kinesis and DynamoDB run on port {} already: joining them", port);
		return URI.create("http://127.0.0.1:" + port);
	}

}
