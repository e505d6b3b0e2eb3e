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

import java.util.List;

import io.kinsumer.core.observe.KinsumerInfo;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a kinsumer.
 *
 * @param info which kinsumer
 * @param streamArn the ARN of the stream, {@code null} before it joined
 * @param state the state of this client
 * @param paused whether all its shards are paused, those too that it gets later
 * @param members the client ids of the group's live members, sorted
 * @param shards all shards of the group that are known here, sorted by id; empty before
 * it joined
 * @param failure why it failed, with {@link KinsumerState#FAILED}; or the last error of a
 * call that is being repeated; otherwise {@code null}
 */
public record KinsumerStatus(KinsumerInfo info, @Nullable String streamArn, KinsumerState state, boolean paused,
		List<String> members, List<ShardStatus> shards, @Nullable String failure) {

}
