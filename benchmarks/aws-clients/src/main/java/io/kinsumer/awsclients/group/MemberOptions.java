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

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a member is told at its start.
 *
 * @param endpoint the server
 * @param stream the stream
 * @param clientId the member's id
 * @param journal where it writes down what it does
 * @param handling how long the handling of each record takes
 * @param failures how many of 1000 records fail, each once
 * @param fanOut whether shards are read with enhanced fan-out
 */
record MemberOptions(URI endpoint, String stream, String clientId, Path journal, Duration handling, int failures,
		boolean fanOut) {

	static MemberOptions parse(String... args) {
		return new MemberOptions(URI.create(args[0]), args[1], args[2], Path.of(args[3]), Duration.parse(args[4]),
				Integer.parseInt(args[5]), Boolean.parseBoolean(args[6]));
	}

	List<String> arguments() {
		return List.of(this.endpoint.toString(), this.stream, this.clientId, this.journal.toString(),
				this.handling.toString(), String.valueOf(this.failures), String.valueOf(this.fanOut));
	}

	MemberOptions as(String otherClientId, Path otherJournal) {
		return new MemberOptions(this.endpoint, this.stream, otherClientId, otherJournal, this.handling, this.failures,
				this.fanOut);
	}

}
