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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Independent emulators that the suite also runs against.
 */
enum Witness {

	/** Kinesis, MIT licence. */
	KINESIS_LOCAL("kinesis-local", "0.6.2") {
		@Override
		List<String> arguments(Path home, int port) {
			return List.of(home.resolve("main.js").toString());
		}

		@Override
		Map<String, String> environment(Path home, int port, int sparePort) {
			return Map.of("KINESIS_MOCK_PLAIN_PORT", "" + port, "KINESIS_MOCK_TLS_PORT", "" + sparePort,
					"KINESIS_MOCK_CERT_PATH", home.resolve("server.json").toString(), "AWS_REGION", "eu-central-1",
					"SHARD_LIMIT", "1000", "CREATE_STREAM_DURATION", "10ms", "DELETE_STREAM_DURATION", "10ms",
					"SPLIT_SHARD_DURATION", "10ms", "MERGE_SHARDS_DURATION", "10ms", "UPDATE_SHARD_COUNT_DURATION",
					"10ms");
		}
	},

	/** DynamoDB, Apache licence. */
	DYNALITE("dynalite", "4.0.0") {
		@Override
		List<String> arguments(Path home, int port) {
			return List.of(home.resolve("cli.js").toString(), "--port", "" + port, "--createTableMs", "20",
					"--deleteTableMs", "20", "--updateTableMs", "20");
		}

		@Override
		Map<String, String> environment(Path home, int port, int sparePort) {
			return Map.of();
		}
	};

	private final String npmPackage;

	private final String version;

	Witness(String npmPackage, String version) {
		this.npmPackage = npmPackage;
		this.version = version;
	}

	String npmPackage() {
		return this.npmPackage;
	}

	String version() {
		return this.version;
	}

	abstract List<String> arguments(Path home, int port);

	abstract Map<String, String> environment(Path home, int port, int sparePort);

}
