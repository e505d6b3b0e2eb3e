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

package io.kinsumer.test.server.codec;

import java.util.Set;

/**
 * The parameters that AWS documents and this server does not model. They are refused,
 * since to pass them over would do something else than was asked for; what AWS does not
 * know, it passes over, and so does this server.
 */
final class Unmodelled {

	static final Set<String> NAMES = Set.of("AttributesToGet", "AttributeUpdates", "ConditionalOperator",
			"DeletionProtectionEnabled", "Expected", "GlobalSecondaryIndexes", "GlobalSecondaryIndexUpdates",
			"GlobalTableSettingsReplicationMode", "GlobalTableSourceArn", "GlobalTableWitnessUpdates", "KeyConditions",
			"LocalSecondaryIndexes", "MultiRegionConsistency", "OnDemandThroughput", "QueryFilter", "ReplicaUpdates",
			"ResourcePolicy", "ScanFilter", "SSESpecification", "StreamSpecification", "TableClass", "Tags",
			"VectorIndexes", "VectorIndexUpdates", "WarmThroughput", "WarmThroughputMiBps");

	private Unmodelled() {
	}

}
