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
 * Witnesses that npm installs.
 */
enum NpmPackage {

	/** Kinesis. */
	KINESIS_LOCAL(Witness.KINESIS_LOCAL, "kinesis-local", "0.6.2") {
		@Override
		List<String> arguments(Path home, int port) {
			return List.of(home.resolve("main.js").toString());
		}

		@Override
		Map<String, String> environment(Path home, int port, int sparePort) {
			return Map.ofEntries(Map.entry("KINESIS_MOCK_PLAIN_PORT", "" + port),
					Map.entry("KINESIS_MOCK_TLS_PORT", "" + sparePort),
					Map.entry("KINESIS_MOCK_CERT_PATH", home.resolve("server.json").toString()),
					Map.entry("AWS_REGION", "eu-central-1"), Map.entry("SHARD_LIMIT", "1000"),
					Map.entry("ON_DEMAND_STREAM_COUNT_LIMIT", "50"), Map.entry("CREATE_STREAM_DURATION", "10ms"),
					Map.entry("DELETE_STREAM_DURATION", "10ms"), Map.entry("SPLIT_SHARD_DURATION", "10ms"),
					Map.entry("MERGE_SHARDS_DURATION", "10ms"), Map.entry("UPDATE_SHARD_COUNT_DURATION", "10ms"),
					Map.entry("REGISTER_STREAM_CONSUMER_DURATION", "10ms"),
					Map.entry("DEREGISTER_STREAM_CONSUMER_DURATION", "10ms"),
					Map.entry("START_STREAM_ENCRYPTION_DURATION", "10ms"),
					Map.entry("STOP_STREAM_ENCRYPTION_DURATION", "10ms"));
		}
	},

	/** DynamoDB. */
	DYNALITE(Witness.DYNALITE, "dynalite", "4.0.0") {
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

	private final Witness witness;

	private final String packageName;

	private final String version;

	NpmPackage(Witness witness, String packageName, String version) {
		this.witness = witness;
		this.packageName = packageName;
		this.version = version;
	}

	Witness witness() {
		return this.witness;
	}

	String packageName() {
		return this.packageName;
	}

	String version() {
		return this.version;
	}

	abstract List<String> arguments(Path home, int port);

	abstract Map<String, String> environment(Path home, int port, int sparePort);

}
