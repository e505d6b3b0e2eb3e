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
 * @param handling how it handles records
 */
record MemberOptions(URI endpoint, String stream, String clientId, Path journal, Handling handling) {

	static MemberOptions parse(String... args) {
		Handling handling = new Handling(Duration.parse(args[4]), Integer.parseInt(args[5]), Integer.parseInt(args[6]),
				Integer.parseInt(args[7]), Boolean.parseBoolean(args[8]));
		return new MemberOptions(URI.create(args[0]), args[1], args[2], Path.of(args[3]), handling);
	}

	List<String> arguments() {
		return List.of(this.endpoint.toString(), this.stream, this.clientId, this.journal.toString(),
				this.handling.each().toString(), String.valueOf(this.handling.failures()),
				String.valueOf(this.handling.delays()), String.valueOf(this.handling.concurrency()),
				String.valueOf(this.handling.fanOut()));
	}

	MemberOptions as(String otherClientId, Path otherJournal) {
		return new MemberOptions(this.endpoint, this.stream, otherClientId, otherJournal, this.handling);
	}

}
