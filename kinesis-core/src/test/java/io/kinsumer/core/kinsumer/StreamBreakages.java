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

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import io.kinsumer.core.sim.ModelKinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * Ways to break what the engine makes of the stream, from outside.
 */
final class StreamBreakages {

	private StreamBreakages() {
	}

	private static Variant calling(BiFunction<SimulatedGroup, SimulatedMember, ModelKinesisClient> client) {
		return new Variant() {

			@Override
			ModelKinesisClient kinesis(SimulatedGroup group, SimulatedMember member) {
				return client.apply(group, member);
			}

		};
	}

	static Variant ownClock() {
		return calling((group, member) -> new MemberKinesisClient(group, member) {

			@Override
			protected Instant date() {
				super.date();
				return member.runtime().now();
			}

		});
	}

	static Variant latestAtAcquisition() {
		return calling((group, member) -> new MemberKinesisClient(group, member) {

			@Override
			public CompletableFuture<GetShardIteratorResponse> getShardIterator(GetShardIteratorRequest request) {
				return super.getShardIterator((request.shardIteratorType() == ShardIteratorType.AT_TIMESTAMP)
						? request.toBuilder().shardIteratorType(ShardIteratorType.LATEST).timestamp(null).build()
						: request);
			}

		});
	}

	private static Variant describing(BiConsumer<SimulatedGroup, StreamDescriptionSummary.Builder> change) {
		return calling((group, member) -> new MemberKinesisClient(group, member) {

			@Override
			public CompletableFuture<DescribeStreamSummaryResponse> describeStreamSummary(
					DescribeStreamSummaryRequest request) {
				return super.describeStreamSummary(request).thenApply((response) -> {
					StreamDescriptionSummary.Builder summary = response.streamDescriptionSummary().toBuilder();
					change.accept(group, summary);
					DescribeStreamSummaryResponse.Builder changed = response.toBuilder()
						.streamDescriptionSummary(summary.build());
					changed.sdkHttpResponse(response.sdkHttpResponse());
					return changed.build();
				});
			}

		});
	}

	/**
	 * Members take records to be kept for longer than they are.
	 */
	static Variant retention(int hours) {
		return describing((group, summary) -> summary.retentionPeriodHours(hours));
	}

	static Variant sameStream() {
		Map<SimulatedGroup, Instant> created = Collections.synchronizedMap(new WeakHashMap<>());
		return describing((group, summary) -> summary.streamCreationTimestamp(
				created.computeIfAbsent(group, (key) -> summary.build().streamCreationTimestamp())));
	}

}
