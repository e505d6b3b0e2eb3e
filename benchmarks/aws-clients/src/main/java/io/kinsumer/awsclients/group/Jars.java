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

package io.kinsumer.awsclients.group;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Packs the directories of a class path: a JVM archives classes of jars alone.
 */
final class Jars {

	private Jars() {
	}

	static String of(String classPath, Path target) throws IOException {
		List<String> jars = new ArrayList<>();
		for (String entry : classPath.split(File.pathSeparator)) {
			jars.add(Files.isDirectory(Path.of(entry))
					? pack(Path.of(entry), target.resolve(jars.size() + ".jar")).toString() : entry);
		}
		return String.join(File.pathSeparator, jars);
	}

	private static Path pack(Path directory, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				out.putNextEntry(new JarEntry(directory.relativize(file).toString()));
				Files.copy(file, out);
			}
		}
		return jar;
	}

}
