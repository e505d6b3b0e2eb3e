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
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * What exists: public classes of ours with their members, keys of the configuration,
 * meters.
 */
final class Names {

	private static final Pattern KEY = Pattern.compile("(kinesis|management)\\.[a-z<][a-zA-Z0-9.<>*-]*");

	private static final Pattern SYMBOL = Pattern.compile("@?[A-Z][A-Za-z0-9]*(\\.[a-zA-Z][A-Za-z0-9_]*)*(\\(\\))?");

	private static final Map<String, List<Class<?>>> TYPES = types();

	private static final Set<String> KEYS = keys();

	private Names() {
	}

	/**
	 * Whether a name exists.
	 * @param strict whether it must be ours, or of the JDK or Spring; otherwise what does
	 * not look like ours passes
	 */
	static boolean exists(String name, boolean strict) {
		if (KEY.matcher(name).matches()) {
			return isKey(name);
		}
		if (!SYMBOL.matcher(name).matches()) {
			return !strict;
		}
		String[] steps = name.replace("@", "").replace("()", "").split("\\.");
		List<Class<?>> types = TYPES.getOrDefault(steps[0], List.of());
		if (types.isEmpty()) {
			return !strict || ClassUtils.isPresent("java.lang." + steps[0], null);
		}
		return types.stream().anyMatch((type) -> hasMember(type, steps, 1));
	}

	private static boolean isKey(String name) {
		String generic = name.replaceFirst("^(kinesis\\.(clients|kinsumers|producers|writers|events\\.types))\\.[^.]+",
				"$1.<name>");
		return KEYS.contains(generic)
				|| KEYS.stream().anyMatch((key) -> key.startsWith(generic.replaceAll("\\.?\\*$", "") + "."));
	}

	private static boolean hasMember(Class<?> type, String[] steps, int index) {
		if (index == steps.length) {
			return true;
		}
		String member = steps[index];
		for (Class<?> nested : type.getClasses()) {
			if (nested.getSimpleName().equals(member)) {
				return hasMember(nested, steps, index + 1);
			}
		}
		return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(member::equals)
				|| Arrays.stream(type.getFields()).map(Field::getName).anyMatch(member::equals);
	}

	private static Map<String, List<Class<?>>> types() {
		Map<String, List<Class<?>>> types = new HashMap<>();
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver()
				.getResources("classpath*:io/kinsumer/**/*.class")) {
				String path = resource.getURL().getPath();
				String name = path.substring(path.lastIndexOf("io/kinsumer/"), path.length() - ".class".length());
				if (!path.contains("test-classes") && !name.endsWith("-info")) {
					Class<?> type = ClassUtils.resolveClassName(name.replace('/', '.'), null);
					if (Modifier.isPublic(type.getModifiers()) && !type.isMemberClass()) {
						types.computeIfAbsent(type.getSimpleName(), (key) -> new ArrayList<>()).add(type);
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return types;
	}

	private static Set<String> keys() {
		Set<String> keys = new HashSet<>();
		ConfigurationMetadata.properties().forEach((property) -> keys.add(property.name()));
		SettingsPage.MAPS.forEach((section) -> ConfigurationMetadata.propertiesOf(section.type())
			.forEach((property) -> keys.add("kinesis." + section.map() + ".<name>." + property.name())));
		Meters.all().forEach((meter) -> keys.add(meter.getId().getName()));
		return keys;
	}

}
