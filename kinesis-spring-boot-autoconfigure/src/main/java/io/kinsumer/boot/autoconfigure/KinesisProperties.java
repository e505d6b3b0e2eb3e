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

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of Kinesis for Spring Boot.
 */
@ConfigurationProperties("kinesis")
public class KinesisProperties {

	private final Application application = new Application();

	private final Naming naming = new Naming();

	/**
	 * Clients by name. Kinsumers, writers and producers use the one named 'default'
	 * unless they name another; what another one leaves out is taken from 'default'.
	 */
	private final Map<String, ClientProperties> clients = new LinkedHashMap<>();

	/**
	 * Kinsumers by name. A listener names a kinsumer, or a stream when there is none of
	 * that name.
	 */
	private final Map<String, KinsumerProperties> kinsumers = new LinkedHashMap<>();

	/**
	 * Aggregating producers by name.
	 */
	private final Map<String, ProducerProperties> producers = new LinkedHashMap<>();

	/**
	 * Writers by name, which put each record as a Kinesis record of its own.
	 */
	private final Map<String, WriterProperties> writers = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final TemplateProperties template = new TemplateProperties();

	@NestedConfigurationProperty
	private final ObservationProperties observation = new ObservationProperties();

	@NestedConfigurationProperty
	private final EventProperties events = new EventProperties();

	@NestedConfigurationProperty
	private final DeduplicationProperties deduplication = new DeduplicationProperties();

	@NestedConfigurationProperty
	private final OutboxProperties outbox = new OutboxProperties();

	/**
	 * Memory for records between reading and the end of their handling, of all kinsumers
	 * together, at least 1MB. A quarter of the largest heap by default, at most 256MB.
	 */
	private @Nullable DataSize readBufferSize;

	public @Nullable DataSize getReadBufferSize() {
		return this.readBufferSize;
	}

	public void setReadBufferSize(@Nullable DataSize readBufferSize) {
		this.readBufferSize = readBufferSize;
	}

	public Application getApplication() {
		return this.application;
	}

	public Naming getNaming() {
		return this.naming;
	}

	public Map<String, ClientProperties> getClients() {
		return this.clients;
	}

	public Map<String, KinsumerProperties> getKinsumers() {
		return this.kinsumers;
	}

	public Map<String, ProducerProperties> getProducers() {
		return this.producers;
	}

	public Map<String, WriterProperties> getWriters() {
		return this.writers;
	}

	public EventProperties getEvents() {
		return this.events;
	}

	public DeduplicationProperties getDeduplication() {
		return this.deduplication;
	}

	public OutboxProperties getOutbox() {
		return this.outbox;
	}

	public ObservationProperties getObservation() {
		return this.observation;
	}

	public TemplateProperties getTemplate() {
		return this.template;
	}

	/**
	 * Where the application belongs; fills in the naming pattern.
	 */
	public static class Application {

		/**
		 * Value of the placeholder 'project'.
		 */
		private @Nullable String project;

		/**
		 * Value of the placeholder 'env'.
		 */
		private @Nullable String env;

		/**
		 * Value of the placeholder 'family'.
		 */
		private @Nullable String family;

		/**
		 * Value of the placeholder 'group'.
		 */
		private @Nullable String group;

		/**
		 * Value of the placeholder 'app', and default consumer group. When not set,
		 * 'spring.application.name' is used.
		 */
		private @Nullable String name;

		public @Nullable String getProject() {
			return this.project;
		}

		public void setProject(@Nullable String project) {
			this.project = project;
		}

		public @Nullable String getEnv() {
			return this.env;
		}

		public void setEnv(@Nullable String env) {
			this.env = env;
		}

		public @Nullable String getFamily() {
			return this.family;
		}

		public void setFamily(@Nullable String family) {
			this.family = family;
		}

		public @Nullable String getGroup() {
			return this.group;
		}

		public void setGroup(@Nullable String group) {
			this.group = group;
		}

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

	}

	/**
	 * How names are made.
	 */
	public static class Naming {

		/**
		 * Pattern that makes the full name of a stream of the configured one. An empty
		 * placeholder vanishes with its separator.
		 */
		private String pattern = "{project}-{env}-{family}-{group}-{streamName}";

		public String getPattern() {
			return this.pattern;
		}

		public void setPattern(String pattern) {
			this.pattern = pattern;
		}

	}

}
