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

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.producer.ProducerSettings;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.writer.WriterSettings;

import org.springframework.beans.BeanWrapperImpl;
import org.springframework.util.unit.DataSize;

/**
 * Defaults that properties leave to the engine, asked from the engine itself.
 */
final class EngineDefaults {

	private static final StreamName STREAM = new StreamName("stream");

	private static final Map<String, Object> DEFAULTS = Map.of("clients", ClientSettings.defaults(), "kinsumers",
			KinsumerSettings.builder("name", STREAM, "group", "client").build(), "producers",
			ProducerSettings.builder("name", STREAM).build(), "writers", WriterSettings.of("name", STREAM));

	private EngineDefaults() {
	}

	/**
	 * Finds the default of a property.
	 * @param bean the properties as they are made, with what they set themselves
	 * @param map the map it is in, such as {@code kinsumers}
	 * @param property its name in the map, such as {@code backoff.initial-interval}
	 * @param type the type of the property
	 * @return as one would write it
	 */
	static Optional<String> find(Class<?> bean, String map, String property, String type) {
		Object own = new BeanWrapperImpl(bean).getPropertyValue(
				Arrays.stream(property.split("\\.")).map(EngineDefaults::camelCase).collect(Collectors.joining(".")));
		if (own != null && !(own instanceof Collection<?>)) {
			return Optional.of(text(own, type));
		}
		if (type.equals(String.class.getName()) || property.startsWith("initial-position")) {
			return Optional.empty();
		}
		Object value = DEFAULTS.get(map);
		for (String step : property.split("\\.")) {
			value = (value != null) ? step(value, camelCase(step)) : null;
		}
		return Optional.ofNullable(value)
			.filter((found) -> !found.equals(Integer.MAX_VALUE))
			.map((found) -> text(found, type));
	}

	private static Object step(Object settings, String accessor) {
		try {
			Method method = settings.getClass().getMethod(accessor);
			return method.invoke(settings);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String camelCase(String name) {
		String[] words = name.split("-");
		return words[0] + Arrays.stream(words, 1, words.length)
			.map((word) -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
			.collect(Collectors.joining());
	}

	private static String text(Object value, String type) {
		if (value instanceof Duration duration) {
			return duration(duration);
		}
		if (type.equals(DataSize.class.getName())) {
			return size(((Number) value).longValue());
		}
		return (value instanceof Enum<?> constant) ? SettingsPage.kebab(constant.name()) : value.toString();
	}

	private static String duration(Duration value) {
		if (value.isZero()) {
			return "0s";
		}
		if (value.toMillis() % 1000 != 0) {
			return value.toMillis() + "ms";
		}
		return (value.toSeconds() % 60 != 0) ? value.toSeconds() + "s" : value.toMinutes() + "m";
	}

	private static String size(long bytes) {
		if (bytes % (1024 * 1024) == 0) {
			return bytes / (1024 * 1024) + "MB";
		}
		return (bytes % 1024 == 0) ? bytes / 1024 + "KB" : bytes + "B";
	}

}
