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
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Requests that look after streams, each record named as the operation.
 */
public sealed interface AdministrationRequest extends KinesisRequest {

	/**
	 * A request that looks after one stream.
	 */
	sealed interface StreamAdministration extends AdministrationRequest, OfStream {

	}

	/**
	 * Describe the limits of the account.
	 */
	record DescribeLimits() implements AdministrationRequest {

	}

	/**
	 * Change the number of open shards; they get ranges of equal size.
	 *
	 * @param stream the stream
	 * @param targetShardCount the new number of open shards
	 */
	record UpdateShardCount(StreamRef stream, int targetShardCount) implements StreamAdministration {

	}

	/**
	 * Change the capacity mode.
	 *
	 * @param stream the stream
	 * @param mode the new mode
	 */
	record UpdateStreamMode(StreamRef stream, StreamMode mode) implements StreamAdministration {

	}

	/**
	 * Change how long records are kept. Stands for IncreaseStreamRetentionPeriod and
	 * DecreaseStreamRetentionPeriod.
	 *
	 * @param stream the stream
	 * @param retentionPeriodHours the new retention period, 24 to 8760 hours
	 */
	record ChangeRetention(StreamRef stream, int retentionPeriodHours) implements StreamAdministration {

	}

	/**
	 * Start or stop encryption.
	 *
	 * @param stream the stream
	 * @param keyId the key of AWS KMS
	 */
	record ChangeEncryption(StreamRef stream, String keyId) implements StreamAdministration {

	}

	/**
	 * Enable or disable metrics of enhanced monitoring.
	 *
	 * @param stream the stream
	 * @param shardLevelMetrics metrics as AWS names them, or {@code ALL}
	 */
	record ChangeMonitoring(StreamRef stream, List<String> shardLevelMetrics) implements StreamAdministration {

	}

	/**
	 * Change how large a record may be.
	 *
	 * @param stream the stream
	 * @param maxRecordSizeInKiB 1024 to 10240
	 */
	record UpdateMaxRecordSize(StreamRef stream, int maxRecordSizeInKiB) implements StreamAdministration {

	}

	/**
	 * Add tags to a stream, replacing those of equal keys.
	 *
	 * @param stream the stream
	 * @param tags the tags
	 */
	record AddTagsToStream(StreamRef stream, Map<String, String> tags) implements StreamAdministration {

	}

	/**
	 * Remove tags from a stream.
	 *
	 * @param stream the stream
	 * @param tagKeys their keys; unknown ones are ignored
	 */
	record RemoveTagsFromStream(StreamRef stream, List<String> tagKeys) implements StreamAdministration {

	}

	/**
	 * List the tags of a stream.
	 *
	 * @param stream the stream
	 * @param exclusiveStartTagKey the key after which to start
	 * @param limit the most tags to return, 1 to 50, 50 when {@code null}
	 */
	record ListTagsForStream(StreamRef stream, @Nullable String exclusiveStartTagKey,
			@Nullable Integer limit) implements StreamAdministration {

	}

	/**
	 * Add tags to a stream or consumer, replacing those of equal keys.
	 *
	 * @param resourceArn the ARN of the stream or consumer
	 * @param tags the tags
	 */
	record TagResource(String resourceArn, Map<String, String> tags) implements AdministrationRequest {

		@Override
		public String resource() {
			return this.resourceArn;
		}

	}

	/**
	 * Remove tags from a stream or consumer.
	 *
	 * @param resourceArn the ARN of the stream or consumer
	 * @param tagKeys their keys; unknown ones are ignored
	 */
	record UntagResource(String resourceArn, List<String> tagKeys) implements AdministrationRequest {

		@Override
		public String resource() {
			return this.resourceArn;
		}

	}

	/**
	 * List the tags of a stream or consumer.
	 *
	 * @param resourceArn the ARN of the stream or consumer
	 */
	record ListTagsForResource(String resourceArn) implements AdministrationRequest {

		@Override
		public String resource() {
			return this.resourceArn;
		}

	}

}
