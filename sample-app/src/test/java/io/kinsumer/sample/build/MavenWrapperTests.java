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

package io.kinsumer.sample.build;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the repository's {@code mvnw} with a path that has only the tools it needs and,
 * where a test says so, a Maven that merely echoes its arguments.
 */
@DisabledOnOs(OS.WINDOWS)
class MavenWrapperTests {

	private static final List<String> TOOLS = List.of("sed", "awk", "tr", "dirname", "mktemp", "tar", "gzip", "mkdir",
			"mv", "rm", "cat", "curl", "wget", "sha512sum", "shasum", "openssl");

	private static final List<String> CHECKSUM_TOOLS = List.of("sha512sum", "shasum", "openssl");

	@TempDir
	Path folder;

	private HttpServer server;

	private final AtomicInteger requests = new AtomicInteger();

	private byte[] archive = new byte[0];

	@BeforeEach
	void prepare() throws Exception {
		Path repository = Path.of("..").toAbsolutePath().normalize();
		Path wrapper = Files.createDirectories(project().resolve(".mvn/wrapper"));
		Files.copy(repository.resolve("mvnw"), project().resolve("mvnw"));
		Files.createDirectories(bin());
		for (String tool : TOOLS) {
			link(tool);
		}
		executable(bin().resolve("java"), "echo 'openjdk version \"17.0.1\" 2021-10-19' >&2");
		executable(bin().resolve("javac"), "exit 0");
		this.archive = archive();
		properties(wrapper, sha512(this.archive));
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/maven/9.9.9/binaries/apache-maven-9.9.9-bin.tar.gz", (exchange) -> {
			this.requests.incrementAndGet();
			exchange.sendResponseHeaders(200, this.archive.length);
			exchange.getResponseBody().write(this.archive);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void close() {
		this.server.stop(0);
	}

	@Test
	void pinnedMavenIsDownloadedOnceAndGetsTheArguments() throws Exception {
		Outcome first = mvnw("-B", "two words");
		assertThat(first.output()).contains("downloaded maven: [-B] [two words]");
		assertThat(first.exitCode()).isZero();
		assertThat(mvnw("test").output()).contains("downloaded maven: [test]").doesNotContain("downloading");
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void exitCodeOfMavenIsPassedOn() throws Exception {
		executable(bin().resolve("mvn"), "if [ \"$1\" = --version ]; then echo 'Apache Maven 3.9.9'; else exit 7; fi");
		assertThat(mvnw("verify").exitCode()).isEqualTo(7);
	}

	@Test
	void wrongChecksumIsRefusedAndLeavesNothingBehind() throws Exception {
		String expected = sha512(new byte[0]);
		properties(project().resolve(".mvn/wrapper"), expected);
		Outcome outcome = mvnw("-v");
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains("does not have the pinned checksum", expected, sha512(this.archive))
			.doesNotContain("downloaded maven");
		assertThat(this.folder.resolve("home/wrapper/dists")).isEmptyDirectory();
	}

	@Test
	void missingArchiveIsNamed() throws Exception {
		this.server.removeContext("/maven/9.9.9/binaries/apache-maven-9.9.9-bin.tar.gz");
		Outcome outcome = mvnw("-v");
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains(
				"/maven/9.9.9/binaries/apache-maven-9.9.9-bin.tar.gz could not be downloaded",
				"install Maven 3.8.7 or newer");
	}

	@Test
	void installedMavenIsPreferred() throws Exception {
		installed("3.8.7");
		assertThat(mvnw("-B", "verify").output()).contains("installed maven: -B verify");
		assertThat(this.requests).hasValue(0);
	}

	@Test
	void installedMavenIsRecognisedInColour() throws Exception {
		executable(bin().resolve("mvn"),
				"if [ \"$1\" = --version ]; then printf '\\033[1mApache Maven 3.10.0\\033[m\\n'; else echo \"installed maven: $*\"; fi");
		assertThat(mvnw("verify").output()).contains("installed maven: verify");
	}

	@Test
	void tooOldMavenIsNotUsed() throws Exception {
		installed("3.8.6");
		assertThat(mvnw("-v").output()).contains("downloaded maven: [-v]");
	}

	@Test
	void untriedMajorVersionIsNotUsed() throws Exception {
		installed("4.0.0");
		assertThat(mvnw("-v").output()).contains("downloaded maven: [-v]");
	}

	@Test
	void missingJavaIsNamed() throws Exception {
		Files.delete(bin().resolve("java"));
		Outcome outcome = mvnw("-v");
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains("no Java found: install a JDK 17 or newer");
	}

	@Test
	void tooOldJavaIsNamed() throws Exception {
		executable(bin().resolve("java"), "echo 'openjdk version \"1.8.0_402\"' >&2");
		Outcome outcome = mvnw("-v");
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains("is Java '1.8.0_402': install a JDK 17 or newer");
	}

	@Test
	void missingDownloadToolIsNamed() throws Exception {
		Files.deleteIfExists(bin().resolve("curl"));
		Files.deleteIfExists(bin().resolve("wget"));
		Outcome outcome = mvnw("-v");
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains("neither curl nor wget is installed");
	}

	@Test
	void missingChecksumToolIsNamed() throws Exception {
		for (String tool : CHECKSUM_TOOLS) {
			Files.deleteIfExists(bin().resolve(tool));
		}
		Outcome outcome = mvnw("-v");
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains("the download cannot be checked")
			.doesNotContain("downloaded maven", "does not have the pinned checksum");
	}

	private Outcome mvnw(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("/bin/sh", "./mvnw"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(project().toFile()).redirectErrorStream(true);
		builder.environment().clear();
		builder.environment()
			.putAll(Map.of("PATH", bin().toString(), "HOME", this.folder.toString(), "MAVEN_USER_HOME",
					this.folder.resolve("home").toString(), "MVNW_REPOURL",
					"http://127.0.0.1:" + this.server.getAddress().getPort() + "/maven/"));
		Path output = this.folder.resolve("output");
		Process process = builder.redirectOutput(output.toFile()).start();
		process.getOutputStream().close();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Outcome(process.exitValue(), Files.readString(output));
	}

	private void installed(String version) throws IOException {
		executable(bin().resolve("mvn"), "if [ \"$1\" = --version ]; then echo 'Apache Maven " + version
				+ "'; else echo \"installed maven: $*\"; fi");
	}

	private byte[] archive() throws Exception {
		Path root = this.folder.resolve("archive");
		Path bin = Files.createDirectories(root.resolve("apache-maven-9.9.9/bin"));
		executable(bin.resolve("mvn"), "printf 'downloaded maven:'; printf ' [%s]' \"$@\"; echo");
		Path file = this.folder.resolve("maven.tar.gz");
		Process process = new ProcessBuilder("tar", "-czf", file.toString(), "-C", root.toString(),
				"apache-maven-9.9.9")
			.inheritIO()
			.start();
		assertThat(process.waitFor()).isZero();
		return Files.readAllBytes(file);
	}

	private void properties(Path wrapper, String sha512) throws IOException {
		Files.writeString(wrapper.resolve("maven-wrapper.properties"), """
				mavenVersion=9.9.9
				minimumVersion=3.8.7
				belowVersion=4
				distributionBase=http://127.0.0.1:1/must-not-be-asked
				sha512.tar.gz=%s
				""".formatted(sha512));
	}

	private void link(String tool) throws IOException {
		for (String directory : System.getenv("PATH").split(":")) {
			Path found = Path.of(directory, tool);
			if (Files.isExecutable(found)) {
				executable(bin().resolve(tool), "exec " + found + " \"$@\"");
				return;
			}
		}
	}

	private void executable(Path file, String script) throws IOException {
		Files.writeString(file, "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private Path project() {
		return this.folder.resolve("project");
	}

	private Path bin() {
		return this.folder.resolve("bin");
	}

	private static String sha512(byte[] bytes) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes)).toLowerCase(Locale.ROOT);
	}

	private record Outcome(int exitCode, String output) {
	}

}
