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
package io.kinsumer.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Node and npm.
 *
 * @param node the command that runs Node
 * @param npm the command that runs npm
 * @param directory where packages and logs go
 */
record NodeTools(String node, String npm, Path directory) {

	private static final Object LOCK = new Object();

	static NodeTools ofThisMachine() {
		boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
		return new NodeTools("node", windows ? "npm.cmd" : "npm", Witness.DIRECTORY);
	}

	/** Install a package unless it is there, and return its directory. */
	Path install(NpmPackage witness) {
		for (String tool : List.of(this.node, this.npm)) {
			Path log = this.directory.resolve(Path.of(tool).getFileName() + ".log");
			if (!succeeds(List.of(tool, "--version"), log)) {
				throw witness.witness().leaveOut(tool + " is not there");
			}
		}
		Path packages = this.directory.resolve(witness.packageName() + "-" + witness.version());
		Path complete = packages.resolve("complete");
		synchronized (LOCK) {
			lockedAgainstOtherProcesses(() -> {
				if (!Files.exists(complete)) {
					install(witness, packages, complete);
				}
			});
		}
		return packages.resolve("node_modules").resolve(witness.packageName());
	}

	private void lockedAgainstOtherProcesses(Runnable action) {
		try (FileChannel file = FileChannel.open(this.directory.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			file.lock();
			action.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void install(NpmPackage witness, Path packages, Path complete) {
		String specification = witness.packageName() + "@" + witness.version();
		Path log = this.directory.resolve(witness.packageName() + "-install.log");
		List<String> command = List.of(this.npm, "install", "--ignore-scripts", "--no-audit", "--no-fund",
				"--no-package-lock", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=20000", "--prefix",
				packages.toString(), specification);
		try {
			Files.createDirectories(packages);
			if (!succeeds(command, log)) {
				throw witness.witness().leaveOut("npm could not install " + specification + " (see " + log + ")");
			}
			Files.createFile(complete);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean succeeds(List<String> command, Path log) {
		Process process;
		try {
			process = run(command, this.directory, log, Map.of());
		}
		catch (UncheckedIOException ex) {
			return false;
		}
		try {
			return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			process.destroyForcibly();
		}
	}

	Process run(List<String> command, Path workingDirectory, Path log, Map<String, String> environment) {
		try {
			Files.createDirectories(this.directory);
			ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
