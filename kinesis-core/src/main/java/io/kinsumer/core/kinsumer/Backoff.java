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

package io.kinsumer.core.kinsumer;

import java.time.Duration;

/**
 * Delays that double up to a limit.
 *
 * @param initial after the first failure
 * @param max never longer
 */
record Backoff(Duration initial, Duration max) {

	Duration delay(int failures) {
		Duration delay = this.initial.multipliedBy(1L << Math.min(Math.max(0, failures - 1), 20));
		return (delay.compareTo(this.max) > 0) ? this.max : delay;
	}

}
