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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Looks for settings that nothing reads. Those of an embedded server that is not on the
 * class path end the start, because the application would use AWS instead. Keys that are
 * no settings are warned of: another version of the starter may know them.
 */
final class UnknownSettings implements InitializingBean {

	private static final Log logger = LogFactory.getLog(UnknownSettings.class);

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("kinesis");

	private static final Map<String, Class<?>> NAMED = Map.of("clients", ClientProperties.class, "kinsumers",
			KinsumerProperties.class, "producers", ProducerProperties.class, "writers", WriterProperties.class);

	private static final ConfigurationPropertyName EVENT_TYPES = ConfigurationPropertyName.of("kinesis.events.types");

	// Those of the test kit, which does not know this module.
	private static final List<String> OF_EMBEDDED = List.of("embedded.enabled", "embedded.port", "embedded.streams");

	private static final String NO_SETTING = " is no setting, and has no effect.";

	private static final String EMBEDDED = "kinesis.embedded.enabled";

	private static final String SERVER = "io.kinsumer.test.EmbeddedKinesisServer";

	private final Environment environment;

	private final @Nullable ClassLoader classLoader;

	UnknownSettings(Environment environment, @Nullable ClassLoader classLoader) {
		this.environment = environment;
		this.classLoader = classLoader;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.environment.getProperty(EMBEDDED, Boolean.class, false)
				&& !ClassUtils.isPresent(SERVER, this.classLoader)) {
			throw new InvalidKinesisPropertyException(EMBEDDED, "true",
					"needs kinesis-test, which is not on the class path",
					"Add io.kinsumer:kinesis-test, or start the application from the tests, or set it to false.");
		}
		find().forEach((key, message) -> logger.warn(key + message));
	}

	/**
	 * Looks for them where keys can be listed, but not in environment variables and
	 * system properties, which others write as well.
	 * @return what is wrong, by key
	 */
	Map<String, String> find() {
		UnboundElementsSourceFilter ours = new UnboundElementsSourceFilter();
		Map<String, String> found = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource names && ours.apply(source)) {
				names.stream().filter(ROOT::isAncestorOf).forEach((name) -> {
					String problem = problem(name);
					if (problem != null) {
						found.putIfAbsent(name.toString(), origin(source, name) + problem);
					}
				});
			}
		}
		return found;
	}

	private static String origin(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		Origin origin = Origin.from(source.getConfigurationProperty(name));
		return (origin != null) ? " (" + origin + ")" : "";
	}

	/**
	 * Tells what is wrong with a key.
	 * @return {@code null} if nothing is, or if it may be somebody else's
	 */
	private static @Nullable String problem(ConfigurationPropertyName name) {
		String section = name.getElement(1, Form.DASHED);
		Class<?> named = NAMED.get(section);
		if (named != null) {
			return problem(name, 2, BeanCopies.names(named));
		}
		if (EVENT_TYPES.isAncestorOf(name)) {
			return problem(name, 3, BeanCopies.names(EventTypeProperties.class));
		}
		return problem(section, name.subName(1));
	}

	/**
	 * Tells what is wrong with a key of something that has a name.
	 * @param prefix how many elements are before the name
	 */
	private static @Nullable String problem(ConfigurationPropertyName name, int prefix, List<String> known) {
		ConfigurationPropertyName setting = name.subName(Math.min(prefix + 1, name.getNumberOfElements()));
		if (setting.isEmpty() || isKnown(setting, known)) {
			return null;
		}
		for (int i = 1; i < setting.getNumberOfElements(); i++) {
			if (isKnown(setting.subName(i), known)) {
				return NO_SETTING + " A name with dots is written in brackets: " + name.chop(prefix) + "["
						+ name.subName(prefix).chop(1 + i) + "]." + setting.subName(i);
			}
		}
		return NO_SETTING + NearMatches.question(setting.toString(), known);
	}

	/**
	 * Sections that are not ours are those of the application.
	 */
	private static @Nullable String problem(String section, ConfigurationPropertyName setting) {
		List<String> known = new ArrayList<>(BeanCopies.names(KinesisProperties.class));
		known.addAll(OF_EMBEDDED);
		Set<String> sections = new TreeSet<>(NAMED.keySet());
		known.forEach((each) -> sections.add(each.split("\\.")[0]));
		if (sections.contains(section)) {
			return isKnown(setting, known) ? null : NO_SETTING + NearMatches.question(setting.toString(), known);
		}
		String question = NearMatches.question(section, sections);
		return question.isEmpty() ? null : NO_SETTING + question;
	}

	private static boolean isKnown(ConfigurationPropertyName setting, List<String> known) {
		return known.stream()
			.map(ConfigurationPropertyName::of)
			.anyMatch((each) -> each.equals(setting) || each.isAncestorOf(setting));
	}

}
