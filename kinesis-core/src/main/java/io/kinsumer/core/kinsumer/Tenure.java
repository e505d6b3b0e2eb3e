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

import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a period of ownership: for how long a shard has been owned and
 * handed over, and whether records were lost before it.
 *
 * @param driver consumes it
 * @param begun when its ownership began
 * @param gap looks at what is read first
 * @param drained when it was to be given up, if it was
 */
record Tenure(ShardDriver driver, Mark begun, RetentionGap gap, @Nullable Mark drained) {

	Tenure drained(Mark now) {
		return (this.drained != null) ? this : new Tenure(this.driver, this.begun, this.gap, now);
	}

	Duration owned(Mark now) {
		return this.begun.until(now);
	}

	Duration handedOver(Mark now) {
		return (this.drained != null) ? this.drained.until(now) : Duration.ZERO;
	}

}
