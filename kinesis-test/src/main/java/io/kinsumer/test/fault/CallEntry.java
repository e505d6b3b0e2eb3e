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

package io.kinsumer.test.fault;

import org.jspecify.annotations.Nullable;

/**
 * One of the entries of a call that succeed or fail each by itself: a record of
 * {@code PutRecords}, an item of {@code BatchWriteItem} or {@code BatchGetItem}.
 *
 * @param operation the operation as AWS names it
 * @param resource the stream or table that it is for, as the caller named it
 * @param shard the shard that a record goes to
 * @param partitionKey the partition key of a record
 */
public record CallEntry(String operation, @Nullable String resource, @Nullable String shard,
		@Nullable String partitionKey) {

}
