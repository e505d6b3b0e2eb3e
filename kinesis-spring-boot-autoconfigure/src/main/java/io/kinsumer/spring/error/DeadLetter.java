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

package io.kinsumer.spring.error;

import java.time.Instant;

import io.kinsumer.core.record.KinesisRecord;

/**
 * A record that could not be handled.
 *
 * @param record the record, with its original bytes, keys and headers
 * @param cause why the last attempt failed
 * @param attempts how often it was tried
 * @param kinsumer the name of the kinsumer
 * @param consumerGroup its consumer group
 * @param listenerId the id of the listener
 * @param failedAt when the last attempt failed, by this machine's clock
 */
public record DeadLetter(KinesisRecord record, Throwable cause, int attempts, String kinsumer, String consumerGroup,
		String listenerId, Instant failedAt) {

}
