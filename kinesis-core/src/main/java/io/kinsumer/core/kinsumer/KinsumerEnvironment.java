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

import java.util.function.Function;
import java.util.function.Supplier;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;

/**
 * What a run of a kinsumer works with.
 *
 * @param settings the settings
 * @param runtime time, timers and threads, for this run alone
 * @param reader calls Kinesis
 * @param consumers calls Kinesis about registered consumers
 * @param budget what may be held of the records read
 * @param metadata calls DynamoDB
 * @param handlers creates the handler of a shard
 * @param reports tells the listeners
 * @param sessionIds draws ids that no other session has
 * @param host where this process runs, for people to read
 */
record KinsumerEnvironment(KinsumerSettings settings, EngineRuntime runtime, StreamReader reader,
		StreamConsumers consumers, ReadBudget budget, MetadataRepository metadata,
		Function<ShardContext, ShardHandler> handlers, Reports reports, Supplier<String> sessionIds, String host) {

}
