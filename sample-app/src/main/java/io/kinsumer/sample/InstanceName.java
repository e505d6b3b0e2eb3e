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

package io.kinsumer.sample;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a running instance of the sample: where its peers reach it and which process it
 * is, as in {@code localhost:8080~4711}. It is the client id of the kinsumer as well, so
 * the members of the group are the peers.
 *
 * @param value host, port and process id
 */
public record InstanceName(String value) implements Comparable<InstanceName> {

	private static final Pattern VALID = Pattern.compile("(?<host>[A-Za-z0-9.-]+):(?<port>[0-9]{1,5})~[A-Za-z0-9]+");

	public InstanceName {
		if (!VALID.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"'" + value + "' does not name an instance: use host:port~process, such as localhost:8080~4711");
		}
	}

	/**
	 * Where the instance answers.
	 * @return host and port
	 */
	public URI url() {
		Matcher matcher = VALID.matcher(this.value);
		if (!matcher.matches()) {
			throw new IllegalStateException("checked when it was made: " + this.value);
		}
		return URI.create("http://" + matcher.group("host") + ":" + matcher.group("port"));
	}

	@Override
	public int compareTo(InstanceName other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
