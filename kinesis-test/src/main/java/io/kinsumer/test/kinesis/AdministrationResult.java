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

package io.kinsumer.test.kinesis;

import java.util.List;
import java.util.SortedMap;

/**
 * Results of looking after streams.
 */
public sealed interface AdministrationResult extends KinesisResult {

	/**
	 * The limits of the account.
	 *
	 * @param shardLimit the most open shards
	 * @param openShardCount the number of open shards
	 * @param onDemandStreamCount the number of on-demand streams
	 * @param onDemandStreamCountLimit the most on-demand streams
	 */
	record AccountLimits(int shardLimit, int openShardCount, int onDemandStreamCount,
			int onDemandStreamCountLimit) implements AdministrationResult {

	}

	/**
	 * A change of the number of shards.
	 *
	 * @param streamName the name of the stream
	 * @param streamArn its ARN
	 * @param currentShardCount the number of open shards before
	 * @param targetShardCount the number of open shards after
	 */
	record ShardCountChange(String streamName, String streamArn, int currentShardCount,
			int targetShardCount) implements AdministrationResult {

	}

	/**
	 * A change of enhanced monitoring.
	 *
	 * @param streamName the name of the stream
	 * @param streamArn its ARN
	 * @param currentShardLevelMetrics the metrics before
	 * @param desiredShardLevelMetrics the metrics after
	 */
	record MonitoringChange(String streamName, String streamArn, List<String> currentShardLevelMetrics,
			List<String> desiredShardLevelMetrics) implements AdministrationResult {

	}

	/**
	 * Tags.
	 *
	 * @param tags the tags by key
	 * @param hasMoreTags whether there are more
	 */
	record TagPage(SortedMap<String, String> tags, boolean hasMoreTags) implements AdministrationResult {

	}

}
