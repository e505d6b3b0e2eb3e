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
import io.kinsumer.test.kinesis.KinesisResult.Empty;

/**
 * The operations of a {@link KinesisModel} that look after streams. What a stream is
 * changed to takes effect after the transition time of the model's options.
 */
public final class KinesisAdministration {

	private final Entrance entrance;

	private final Settings settings;

	private final Scaling scaling;

	private final Tags tags;

	KinesisAdministration(Entrance entrance, Streams streams, Consumers consumers) {
		this.entrance = entrance;
		this.settings = new Settings(streams);
		this.scaling = new Scaling(streams);
		this.tags = new Tags(streams, consumers);
	}

	/**
	 * Describe the limits of the account.
	 * @param request the request
	 * @return the limits
	 */
	public AccountLimits describeLimits(DescribeLimits request) {
		return this.entrance.pass("DescribeLimits", request, (it) -> this.settings.limits());
	}

	/**
	 * Change the number of open shards of a provisioned stream, to between half and
	 * double of it.
	 * @param request the request
	 * @return what was and what will be
	 */
	public ShardCountChange updateShardCount(UpdateShardCount request) {
		return this.entrance.pass("UpdateShardCount", request, this.scaling::update);
	}

	/**
	 * Change the capacity mode; the shards stay.
	 * @param request the request
	 * @return nothing
	 */
	public Empty updateStreamMode(UpdateStreamMode request) {
		return this.entrance.pass("UpdateStreamMode", request, this.settings::mode);
	}

	/**
	 * Keep records longer. What has expired stays expired.
	 * @param request the request
	 * @return nothing
	 */
	public Empty increaseStreamRetentionPeriod(ChangeRetention request) {
		return this.entrance.pass("IncreaseStreamRetentionPeriod", request, this.settings::increaseRetention);
	}

	/**
	 * Keep records less long; older ones go at once.
	 * @param request the request
	 * @return nothing
	 */
	public Empty decreaseStreamRetentionPeriod(ChangeRetention request) {
		return this.entrance.pass("DecreaseStreamRetentionPeriod", request, this.settings::decreaseRetention);
	}

	/**
	 * Let new records say that they are encrypted.
	 * @param request the request
	 * @return nothing
	 */
	public Empty startStreamEncryption(ChangeEncryption request) {
		return this.entrance.pass("StartStreamEncryption", request, this.settings::startEncryption);
	}

	/**
	 * Let new records say that they are not encrypted.
	 * @param request the request
	 * @return nothing
	 */
	public Empty stopStreamEncryption(ChangeEncryption request) {
		return this.entrance.pass("StopStreamEncryption", request, this.settings::stopEncryption);
	}

	/**
	 * Enable metrics of enhanced monitoring. They are only remembered: there is no
	 * CloudWatch.
	 * @param request the request
	 * @return what was and what will be
	 */
	public MonitoringChange enableEnhancedMonitoring(ChangeMonitoring request) {
		return this.entrance.pass("EnableEnhancedMonitoring", request, this.settings::enableMonitoring);
	}

	/**
	 * Disable metrics of enhanced monitoring.
	 * @param request the request
	 * @return what was and what will be
	 */
	public MonitoringChange disableEnhancedMonitoring(ChangeMonitoring request) {
		return this.entrance.pass("DisableEnhancedMonitoring", request, this.settings::disableMonitoring);
	}

	/**
	 * Change how large a record may be.
	 * @param request the request
	 * @return nothing
	 */
	public Empty updateMaxRecordSize(UpdateMaxRecordSize request) {
		return this.entrance.pass("UpdateMaxRecordSize", request, this.settings::maxRecordSize);
	}

	/**
	 * Add tags to a stream.
	 * @param request the request
	 * @return nothing
	 */
	public Empty addTagsToStream(AddTagsToStream request) {
		return this.entrance.pass("AddTagsToStream", request, this.tags::add);
	}

	/**
	 * Remove tags from a stream.
	 * @param request the request
	 * @return nothing
	 */
	public Empty removeTagsFromStream(RemoveTagsFromStream request) {
		return this.entrance.pass("RemoveTagsFromStream", request, this.tags::remove);
	}

	/**
	 * List the tags of a stream.
	 * @param request the request
	 * @return a page of tags
	 */
	public TagPage listTagsForStream(ListTagsForStream request) {
		return this.entrance.pass("ListTagsForStream", request, this.tags::list);
	}

	/**
	 * Add tags to a stream or consumer.
	 * @param request the request
	 * @return nothing
	 */
	public Empty tagResource(TagResource request) {
		return this.entrance.pass("TagResource", request, this.tags::add);
	}

	/**
	 * Remove tags from a stream or consumer.
	 * @param request the request
	 * @return nothing
	 */
	public Empty untagResource(UntagResource request) {
		return this.entrance.pass("UntagResource", request, this.tags::remove);
	}

	/**
	 * List the tags of a stream or consumer.
	 * @param request the request
	 * @return all tags
	 */
	public TagPage listTagsForResource(ListTagsForResource request) {
		return this.entrance.pass("ListTagsForResource", request, this.tags::list);
	}

}
