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

package io.kinsumer.spring.listener;

import java.time.Duration;

/**
 * What a container knows of its kinsumer beside the engine's settings.
 *
 * @param clientName the name of the client it uses
 * @param location region and endpoint, for people to read
 * @param autoStartup whether it starts with the application
 * @param shardLevelMetrics whether there are meters of each shard
 * @param healthcheckTimeout how long a shard that is behind may go without progress
 */
public record KinsumerContainerOptions(String clientName, String location, boolean autoStartup,
		boolean shardLevelMetrics, Duration healthcheckTimeout) {

}
