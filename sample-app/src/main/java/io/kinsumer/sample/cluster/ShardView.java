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

package io.kinsumer.sample.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A shard, as the page shows it.
 *
 * @param id which
 * @param state what happens to it
 * @param owner the instance that owns it, {@code null} when it is free
 * @param millisBehindLatest how far its owner is behind, {@code null} when not known
 * @param failure what its listener last threw, {@code null} when it succeeded
 */
public record ShardView(String id, String state, @Nullable String owner, @Nullable Long millisBehindLatest,
		@Nullable String failure) {

}
