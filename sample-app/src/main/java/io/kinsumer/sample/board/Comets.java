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

package io.kinsumer.sample.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest comet of each key. Safe for use by several threads.
 */
final class Comets {

	private final Map<String, Versioned> latest = new HashMap<>();

	private long version;

	synchronized void put(Comet comet) {
		Versioned known = this.latest.get(comet.key());
		if (known == null || known.comet().number() < comet.number()) {
			this.version++;
			this.latest.put(comet.key(), new Versioned(comet, this.version));
		}
	}

	/**
	 * What changed.
	 * @param since the version up to which the caller knows all
	 * @return the comets that changed, and the version up to which they are all
	 */
	synchronized EventLog.Part<Comet> since(long since) {
		List<Comet> changed = new ArrayList<>();
		this.latest.values().forEach((versioned) -> {
			if (versioned.version() > since) {
				changed.add(versioned.comet());
			}
		});
		return new EventLog.Part<>(changed, this.version);
	}

	private record Versioned(Comet comet, long version) {

	}

}
