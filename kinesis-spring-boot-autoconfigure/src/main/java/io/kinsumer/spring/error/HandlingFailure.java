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

import io.kinsumer.core.record.KinesisRecord;

/**
 * A record that a listener could not handle.
 *
 * @param kinsumer the name of the kinsumer
 * @param consumerGroup its consumer group
 * @param listenerId the id of the listener
 * @param record the record; of a batch whose listener did not say which one failed, the
 * first that is not handled
 * @param cause what the listener threw, or why the record could not be read
 * @param attempt how often it was tried since this process owns the shard, or since its
 * shard was resumed after it had stopped it, from 1
 */
public record HandlingFailure(String kinsumer, String consumerGroup, String listenerId, KinesisRecord record,
		Throwable cause, int attempt) {

}
