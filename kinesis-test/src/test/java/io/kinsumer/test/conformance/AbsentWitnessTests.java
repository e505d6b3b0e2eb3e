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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of the tests of a witness that cannot be had. The JVM stands in for tools
 * that are there but know no {@code install}.
 */
class AbsentWitnessTests {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	@TempDir
	private Path directory;

	@Test
	void withoutNodeTheTestsAreSkippedAndSayWhy() {
		assertSkipped(new NodeTools("no-such-node", JAVA, this.directory), false,
				"KINESIS_LOCAL is left out: no-such-node is not there");
	}

	@Test
	void withoutNpmTheTestsAreSkippedAndSayWhy() {
		assertSkipped(new NodeTools(JAVA, "no-such-npm", this.directory), false,
				"KINESIS_LOCAL is left out: no-such-npm is not there");
	}

	@Test
	void withoutThePackageTheTestsAreSkippedAndSayWhy() {
		Path log = this.directory.resolve("kinesis-local-install.log");
		for (int attempt = 0; attempt < 2; attempt++) {
			assertSkipped(new NodeTools(JAVA, JAVA, this.directory), false,
					"KINESIS_LOCAL is left out: npm could not install kinesis-local@0.6.2 (see " + log + ")");
		}
		assertThat(log).isNotEmptyFile();
	}

	@Test
	void whenSwitchedOffTheTestsAreSkippedAndSayWhy() {
		assertSkipped(new NodeTools("no-such-node", "no-such-npm", this.directory), true,
				"KINESIS_LOCAL is left out: KINESIS_WITNESSES is off");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void whatIsLeftOutIsWrittenDown() throws IOException {
		Path file = this.directory.resolve("new").resolve("left-out.txt");
		for (Witness witness : List.of(Witness.DYNALITE, Witness.LOCALSTACK)) {
			assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> Witness.start(file, () -> {
				throw witness.leaveOut("for a test");
			}));
		}
		assertThat(Files.readAllLines(file)).containsExactly("DYNALITE is left out: for a test",
				"LOCALSTACK is left out: for a test");
	}

	private static void assertSkipped(NodeTools tools, boolean off, String reason) {
		assertThatExceptionOfType(TestAbortedException.class)
			.isThrownBy(() -> WitnessProcess.start(NpmPackage.KINESIS_LOCAL, tools, off).close())
			.withMessageContaining(reason);
	}

}
