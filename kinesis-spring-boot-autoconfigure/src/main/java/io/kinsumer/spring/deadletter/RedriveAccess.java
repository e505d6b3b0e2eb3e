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

package io.kinsumer.spring.deadletter;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;

/**
 * How a redrive reaches the streams of the application.
 */
public interface RedriveAccess {

	/**
	 * Tells the time.
	 * @param kinsumer the kinsumer whose dead letters are redriven
	 * @return now, by the clock of Kinesis, at most a second off; fails with
	 * {@link IllegalStateException} when the stream of dead letters does not exist
	 */
	CompletableFuture<Instant> kinesisTime(String kinsumer);

	/**
	 * Makes what reads the dead letters, for a group of their own.
	 * @param kinsumer the kinsumer whose dead letters are redriven
	 * @param processors handle them
	 * @return a kinsumer that is not started
	 * @throws RuntimeException if there is no such kinsumer
	 */
	Kinsumer open(String kinsumer, ShardProcessorFactory processors);

	/**
	 * Puts a record back.
	 * @param kinsumer the kinsumer whose dead letters are redriven
	 * @param stream where it came from
	 * @param record the record
	 * @return completes when it is written
	 */
	CompletionStage<?> put(String kinsumer, StreamName stream, UserRecord record);

}
