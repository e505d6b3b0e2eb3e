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

package io.kinsumer.awsclients;

import java.util.Arrays;
import java.util.Locale;

/**
 * How KCL reads.
 */
enum Retrieval {

	/**
	 * By GetRecords.
	 */
	POLLING,

	/**
	 * By SubscribeToShard.
	 */
	FAN_OUT;

	static Retrieval of(String name) {
		return Arrays.stream(values())
			.filter((retrieval) -> retrieval.toString().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"retrieval is '" + name + "' but must be one of " + Arrays.toString(values())));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
