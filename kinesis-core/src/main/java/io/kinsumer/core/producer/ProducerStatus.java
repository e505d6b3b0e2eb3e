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

package io.kinsumer.core.producer;

import java.time.Duration;

/**
 * What a producer is about.
 *
 * @param records user records held: buffered, in flight, or waiting for a retry
 * @param bytes what they take of the backlog's size
 * @param used how much of the backlog, by count or bytes, whichever is more: 0 to 1
 * @param oldest how long the oldest of them has been held; zero if there is none
 * @param requestsInFlight requests on their way
 * @param openShards shards known to take records; 0 while the shards are not known
 * @param paused whether it sends nothing until it is resumed
 */
public record ProducerStatus(int records, long bytes, double used, Duration oldest, int requestsInFlight,
		int openShards, boolean paused) {

}
