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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.AdministrationRequest.AddTagsToStream;
import io.kinsumer.test.kinesis.AdministrationRequest.ChangeEncryption;
import io.kinsumer.test.kinesis.AdministrationRequest.ChangeMonitoring;
import io.kinsumer.test.kinesis.AdministrationRequest.ChangeRetention;
import io.kinsumer.test.kinesis.AdministrationRequest.DescribeLimits;
import io.kinsumer.test.kinesis.AdministrationRequest.ListTagsForResource;
import io.kinsumer.test.kinesis.AdministrationRequest.ListTagsForStream;
import io.kinsumer.test.kinesis.AdministrationRequest.RemoveTagsFromStream;
import io.kinsumer.test.kinesis.AdministrationRequest.TagResource;
import io.kinsumer.test.kinesis.AdministrationRequest.UntagResource;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateMaxRecordSize;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateShardCount;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateStreamMode;
import io.kinsumer.test.kinesis.AdministrationResult.AccountLimits;
import io.kinsumer.test.kinesis.AdministrationResult.MonitoringChange;
import io.kinsumer.test.kinesis.AdministrationResult.ShardCountChange;
import io.kinsumer.test.kinesis.AdministrationResult.TagPage;
import io.kinsumer.test.kinesis.KinesisAdministration;
import io.kinsumer.test.kinesis.StreamRef;

/**
 * The operations of Kinesis that look after streams.
 */
final class AdministrationOperations {

	private AdministrationOperations() {
	}

	static Map<String, Operation<?, ?>> of(KinesisAdministration model) {
		Map<String, Operation<?, ?>> table = new TreeMap<>();
		table.put("DescribeLimits",
				new Operation<>((in) -> new DescribeLimits(), model::describeLimits, AdministrationOperations::limits));
		table.put("UpdateShardCount", new Operation<>(AdministrationOperations::updateShardCount,
				model::updateShardCount, AdministrationOperations::shardCount));
		table.put("UpdateStreamMode", new Operation<>(
				(in) -> new UpdateStreamMode(StreamRef.arn(in.requireText("StreamARN")), KinesisOperations.mode(in)),
				model::updateStreamMode, KinesisOperations::empty));
		table.put("IncreaseStreamRetentionPeriod", new Operation<>(AdministrationOperations::retention,
				model::increaseStreamRetentionPeriod, KinesisOperations::empty));
		table.put("DecreaseStreamRetentionPeriod", new Operation<>(AdministrationOperations::retention,
				model::decreaseStreamRetentionPeriod, KinesisOperations::empty));
		table.put("StartStreamEncryption", new Operation<>(AdministrationOperations::encryption,
				model::startStreamEncryption, KinesisOperations::empty));
		table.put("StopStreamEncryption", new Operation<>(AdministrationOperations::encryption,
				model::stopStreamEncryption, KinesisOperations::empty));
		table.put("EnableEnhancedMonitoring", new Operation<>(AdministrationOperations::monitoring,
				model::enableEnhancedMonitoring, AdministrationOperations::monitoring));
		table.put("DisableEnhancedMonitoring", new Operation<>(AdministrationOperations::monitoring,
				model::disableEnhancedMonitoring, AdministrationOperations::monitoring));
		table.put("UpdateMaxRecordSize", new Operation<>(
				(in) -> new UpdateMaxRecordSize(KinesisOperations.stream(in), in.requireInteger("MaxRecordSizeInKiB")),
				model::updateMaxRecordSize, KinesisOperations::empty));
		tags(table, model);
		return table;
	}

	private static void tags(Map<String, Operation<?, ?>> table, KinesisAdministration model) {
		table.put("AddTagsToStream",
				new Operation<>((in) -> new AddTagsToStream(KinesisOperations.stream(in), in.textMap("Tags")),
						model::addTagsToStream, KinesisOperations::empty));
		table.put("RemoveTagsFromStream",
				new Operation<>((in) -> new RemoveTagsFromStream(KinesisOperations.stream(in), in.texts("TagKeys")),
						model::removeTagsFromStream, KinesisOperations::empty));
		table.put("ListTagsForStream",
				new Operation<>((in) -> new ListTagsForStream(KinesisOperations.stream(in),
						in.text("ExclusiveStartTagKey"), in.integer("Limit")), model::listTagsForStream,
						(out, result) -> {
							tags(out, result);
							out.bool("HasMoreTags", result.hasMoreTags());
						}));
		table.put("TagResource",
				new Operation<>((in) -> new TagResource(in.requireText("ResourceARN"), in.textMap("Tags")),
						model::tagResource, KinesisOperations::empty));
		table.put("UntagResource",
				new Operation<>((in) -> new UntagResource(in.requireText("ResourceARN"), in.texts("TagKeys")),
						model::untagResource, KinesisOperations::empty));
		table.put("ListTagsForResource", new Operation<>((in) -> new ListTagsForResource(in.requireText("ResourceARN")),
				model::listTagsForResource, AdministrationOperations::tags));
	}

	private static UpdateShardCount updateShardCount(Fields in) {
		requireOnly(in, "ScalingType", "UNIFORM_SCALING");
		return new UpdateShardCount(KinesisOperations.stream(in), in.requireInteger("TargetShardCount"));
	}

	private static ChangeRetention retention(Fields in) {
		return new ChangeRetention(KinesisOperations.stream(in), in.requireInteger("RetentionPeriodHours"));
	}

	private static ChangeEncryption encryption(Fields in) {
		requireOnly(in, "EncryptionType", "KMS");
		return new ChangeEncryption(KinesisOperations.stream(in), in.requireText("KeyId"));
	}

	private static ChangeMonitoring monitoring(Fields in) {
		return new ChangeMonitoring(KinesisOperations.stream(in), in.texts("ShardLevelMetrics"));
	}

	private static void requireOnly(Fields in, String name, String value) {
		String text = in.requireText(name);
		if (!text.equals(value)) {
			throw new ServiceException("ValidationException", "1 validation error detected: Value '" + text + "' at '"
					+ name + "' failed to satisfy constraint: Member must satisfy enum value set: [" + value + "]");
		}
	}

	private static void limits(Output out, AccountLimits limits) {
		out.number("ShardLimit", limits.shardLimit())
			.number("OpenShardCount", limits.openShardCount())
			.number("OnDemandStreamCount", limits.onDemandStreamCount())
			.number("OnDemandStreamCountLimit", limits.onDemandStreamCountLimit());
	}

	private static void shardCount(Output out, ShardCountChange change) {
		out.text("StreamName", change.streamName())
			.number("CurrentShardCount", change.currentShardCount())
			.number("TargetShardCount", change.targetShardCount())
			.text("StreamARN", change.streamArn());
	}

	private static void monitoring(Output out, MonitoringChange change) {
		out.text("StreamName", change.streamName())
			.texts("CurrentShardLevelMetrics", change.currentShardLevelMetrics())
			.texts("DesiredShardLevelMetrics", change.desiredShardLevelMetrics())
			.text("StreamARN", change.streamArn());
	}

	private static void tags(Output out, TagPage page) {
		out.structures("Tags", List.copyOf(page.tags().entrySet()),
				(tag, entry) -> tag.text("Key", entry.getKey()).text("Value", entry.getValue()));
	}

}
