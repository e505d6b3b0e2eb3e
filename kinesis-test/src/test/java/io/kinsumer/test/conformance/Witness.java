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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Independent emulators that the suite also runs against. How they differ from what AWS
 * documents is listed as {@link Quirk}.
 */
enum Witness {

	/** Kinesis, from npm, MIT licence. */
	KINESIS_LOCAL,

	/** DynamoDB, from npm, Apache licence. */
	DYNALITE,

	/**
	 * Both, in a container, Apache licence. No run has shown yet how it differs, so that
	 * no quirk of it is listed.
	 */
	LOCALSTACK;

	/** Switches all witnesses off when it is {@code off}. */
	static final String SETTING = "KINESIS_WITNESSES";

	/** Where npm's packages, logs and the reasons of what is left out go. */
	static final Path DIRECTORY = Path.of("target", "witnesses").toAbsolutePath();

	/** Reasons, a line each. */
	static final Path LEFT_OUT = DIRECTORY.resolve("left-out.txt");

	private static final Logger logger = LoggerFactory.getLogger(Witness.class);

	static boolean areOff() {
		return "off".equalsIgnoreCase(System.getenv(SETTING));
	}

	/** Skip the tests of the witness. */
	RuntimeException leaveOut(String reason) {
		return Assumptions.abort(this + " is left out: " + reason);
	}

	/**
	 * Start a witness. Why one is left out is logged and written to a file, since a class
	 * of tests that is skipped as a whole leaves no trace in the reports.
	 */
	static <T> T start(Path leftOut, Supplier<T> start) {
		try {
			return start.get();
		}
		catch (TestAbortedException ex) {
			logger.warn(ex.getMessage());
			try {
				Files.createDirectories(leftOut.getParent());
				Files.writeString(leftOut, ex.getMessage() + System.lineSeparator(), StandardOpenOption.CREATE,
						StandardOpenOption.APPEND);
			}
			catch (IOException io) {
				throw new UncheckedIOException(io);
			}
			throw ex;
		}
	}

}
