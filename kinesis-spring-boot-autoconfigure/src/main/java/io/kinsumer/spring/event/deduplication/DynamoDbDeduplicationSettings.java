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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;

/**
 * Settings of a storage in DynamoDB.
 *
 * @param tableName name of the table
 * @param createTable whether it is created when it is missing, with on-demand billing
 * @param createTimeout how long its creation may take
 * @param window how long a message is remembered at least. DynamoDB removes items by its
 * own clock, some time after that: the clock of this machine must be right to within a
 * small part of the window
 * @param inProgressTimeout how long a claim must stand still until it is given to
 * somebody else
 */
public record DynamoDbDeduplicationSettings(String tableName, boolean createTable, Duration createTimeout,
		Duration window, Duration inProgressTimeout) {

}
