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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
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
import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStreamSummary;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.kinesis.KinesisResult.StreamSummary;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Looking after streams, without sockets.
 */
class KinesisAdministrationTests {

	private static final StreamRef ORDERS = StreamRef.named("orders");

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private final MutableClock clock = new MutableClock();

	private final KinesisModel model = new KinesisModel(this.clock);

	private final KinesisAdministration administration = this.model.administration();

	KinesisAdministrationTests() {
		this.model.createStream("orders", 2);
	}

	@Test
	void doublingSplitsEveryShard() {
		assertThat(this.administration.updateShardCount(new UpdateShardCount(ORDERS, 4)))
			.isEqualTo(new AdministrationResult.ShardCountChange("orders", ARN, 2, 4));
		List<Shard> shards = shards();
		assertThat(shards).hasSize(6);
		assertThat(open(shards)).extracting(Shard::hashKeyRange).containsExactlyElementsOf(HashRange.divide(4));
		assertThat(open(shards)).extracting(Shard::parentShardId)
			.containsExactly("shardId-000000000000", "shardId-000000000000", "shardId-000000000001",
					"shardId-000000000001");
	}

	@Test
	void halvingMergesPairs() {
		this.administration.updateShardCount(new UpdateShardCount(StreamRef.arn(ARN), 1));
		List<Shard> shards = shards();
		assertThat(shards).hasSize(3);
		assertThat(shards.get(2).hashKeyRange()).isEqualTo(new HashRange(HashKey.MIN, HashKey.MAX));
		assertThat(shards.get(2).parentShardId()).isEqualTo("shardId-000000000000");
		assertThat(shards.get(2).adjacentParentShardId()).isEqualTo("shardId-000000000001");
	}

	@Test
	void shardsMayNeitherMoreThanDoubleNorLessThanHalve() {
		assertFails("InvalidArgumentException",
				() -> this.administration.updateShardCount(new UpdateShardCount(ORDERS, 5)));
		this.administration.updateShardCount(new UpdateShardCount(ORDERS, 3));
		assertFails("InvalidArgumentException",
				() -> this.administration.updateShardCount(new UpdateShardCount(ORDERS, 1)));
		assertFails("ValidationException", () -> this.administration.updateShardCount(new UpdateShardCount(ORDERS, 0)));
		assertThat(open(shards())).hasSize(3);
	}

	@Test
	void theAccountsShardLimitHoldsForShortLivedShardsToo() {
		KinesisModel small = new KinesisModel(this.clock, KinesisOptions.defaults().withShardLimit(5),
				Gate.open(Service.KINESIS));
		small.createStream("orders", 4);
		// 4 to 5 shards goes by way of 8
		assertFails("LimitExceededException",
				() -> small.administration().updateShardCount(new UpdateShardCount(ORDERS, 5)));
		assertThat(small.administration().describeLimits(new DescribeLimits()))
			.isEqualTo(new AdministrationResult.AccountLimits(5, 4, 0, 50));
	}

	@Test
	void onDemandStreamsCannotBeResharded() {
		this.administration.updateStreamMode(new UpdateStreamMode(StreamRef.arn(ARN), StreamMode.ON_DEMAND));
		assertThat(summary().mode()).isEqualTo(StreamMode.ON_DEMAND);
		assertFails("ValidationException", () -> this.administration.updateShardCount(new UpdateShardCount(ORDERS, 4)));
		assertFails("ValidationException",
				() -> this.model.splitShard(new SplitShard(ORDERS, "shardId-000000000000", "1000")));
		assertThat(this.administration.describeLimits(new DescribeLimits()).onDemandStreamCount()).isEqualTo(1);
	}

	@Test
	void shorterRetentionDropsRecordsAtOnceAndLongerBringsNoneBack() {
		put(10);
		this.administration.increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 48));
		this.clock.advance(Duration.ofHours(30));
		assertThat(records()).hasSize(1);
		this.administration.decreaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 24));
		assertThat(records()).isEmpty();
		assertThat(this.model.memoryUsed()).isZero();
		this.administration.increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 8760));
		assertThat(records()).isEmpty();
		assertThat(summary().retentionPeriodHours()).isEqualTo(8760);
	}

	@Test
	void recordsLeaveAfterExactlyTheRetentionPeriod() {
		this.administration.increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 25));
		put(10);
		this.clock.advance(Duration.ofHours(25));
		assertThat(records()).hasSize(1);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(records()).isEmpty();
	}

	@Test
	void expiredShardsStayGoneWhenRetentionGrows() {
		this.model.splitShard(new SplitShard(ORDERS, "shardId-000000000000", "1000"));
		this.clock.advance(Duration.ofHours(25));
		assertThat(shards()).hasSize(3);
		this.administration.increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 100));
		assertThat(shards()).hasSize(3);
	}

	@Test
	void retentionIsCheckedForRangeAndDirection() {
		assertFails("InvalidArgumentException",
				() -> this.administration.increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 8761)));
		assertFails("InvalidArgumentException",
				() -> this.administration.decreaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 23)));
		assertFails("InvalidArgumentException",
				() -> this.administration.decreaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 25)));
		this.administration.increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 48));
		assertFails("InvalidArgumentException",
				() -> this.administration.increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 47)));
	}

	@Test
	void recordsSayWhetherTheyAreEncrypted() {
		put(1);
		this.administration.startStreamEncryption(new ChangeEncryption(ORDERS, "alias/aws/kinesis"));
		assertThat(summary().keyId()).isEqualTo("alias/aws/kinesis");
		assertThat(put(1).encryption()).isEqualTo(EncryptionType.KMS);
		this.administration.stopStreamEncryption(new ChangeEncryption(ORDERS, "alias/aws/kinesis"));
		assertThat(put(1).encryption()).isEqualTo(EncryptionType.NONE);
		assertThat(records()).extracting(StoredRecord::encryption)
			.containsExactly(EncryptionType.NONE, EncryptionType.KMS, EncryptionType.NONE);
		assertThat(summary().encryption()).isEqualTo(EncryptionType.NONE);
	}

	@Test
	void monitoringTellsBeforeAndAfter() {
		assertThat(this.administration
			.enableEnhancedMonitoring(new ChangeMonitoring(ORDERS, List.of("OutgoingBytes", "IncomingBytes")))
			.desiredShardLevelMetrics()).containsExactly("IncomingBytes", "OutgoingBytes");
		assertThat(this.administration.enableEnhancedMonitoring(new ChangeMonitoring(ORDERS, List.of("ALL")))
			.desiredShardLevelMetrics()).hasSize(7);
		AdministrationResult.MonitoringChange change = this.administration
			.disableEnhancedMonitoring(new ChangeMonitoring(ORDERS, List.of("IncomingBytes")));
		assertThat(change.currentShardLevelMetrics()).hasSize(7).contains("IncomingBytes");
		assertThat(change.desiredShardLevelMetrics()).hasSize(6).doesNotContain("IncomingBytes");
		assertThat(summary().shardLevelMetrics()).isEqualTo(change.desiredShardLevelMetrics());
		assertFails("ValidationException",
				() -> this.administration.enableEnhancedMonitoring(new ChangeMonitoring(ORDERS, List.of("Nothing"))));
	}

	@Test
	void recordsMayGrowWithTheStreamsMaximum() {
		assertFails("InvalidArgumentException", () -> put(2_000_000));
		this.administration.updateMaxRecordSize(new UpdateMaxRecordSize(StreamRef.arn(ARN), 2048));
		put(2_000_000);
		assertThat(summary().maxRecordSizeInKiB()).isEqualTo(2048);
		assertFails("ValidationException",
				() -> this.administration.updateMaxRecordSize(new UpdateMaxRecordSize(ORDERS, 1023)));
		assertFails("ValidationException",
				() -> this.administration.updateMaxRecordSize(new UpdateMaxRecordSize(ORDERS, 10241)));
	}

	@Test
	void tagsAreAddedReplacedListedAndRemoved() {
		this.administration.addTagsToStream(new AddTagsToStream(ORDERS, Map.of("a", "1", "b", "2", "c", "3")));
		this.administration.tagResource(new TagResource(ARN, Map.of("b", "two")));
		AdministrationResult.TagPage first = this.administration
			.listTagsForStream(new ListTagsForStream(ORDERS, null, 2));
		assertThat(first.tags()).isEqualTo(Map.of("a", "1", "b", "two"));
		assertThat(first.hasMoreTags()).isTrue();
		assertThat(this.administration.listTagsForStream(new ListTagsForStream(ORDERS, "b", 2)))
			.isEqualTo(new AdministrationResult.TagPage(new TreeMap<>(Map.of("c", "3")), false));
		this.administration.removeTagsFromStream(new RemoveTagsFromStream(ORDERS, List.of("a", "unknown")));
		this.administration.untagResource(new UntagResource(ARN, List.of("c")));
		assertThat(this.administration.listTagsForResource(new ListTagsForResource(ARN)).tags())
			.isEqualTo(Map.of("b", "two"));
	}

	@Test
	void aStreamHasAtMostFiftyTags() {
		Map<String, String> fifty = IntStream.range(0, 50).boxed().collect(Collectors.toMap((i) -> "k" + i, (i) -> ""));
		this.model.createStream(new CreateStream("tagged", 1, null, null, fifty));
		StreamRef tagged = StreamRef.named("tagged");
		assertThat(this.administration.listTagsForStream(new ListTagsForStream(tagged, null, null)).tags()).hasSize(50);
		this.administration.addTagsToStream(new AddTagsToStream(tagged, Map.of("k1", "new")));
		assertFails("InvalidArgumentException",
				() -> this.administration.addTagsToStream(new AddTagsToStream(tagged, Map.of("k50", ""))));
		assertFails("InvalidArgumentException",
				() -> this.administration.addTagsToStream(new AddTagsToStream(ORDERS, Map.of("aws:x", ""))));
		assertFails("ValidationException",
				() -> this.administration.addTagsToStream(new AddTagsToStream(ORDERS, Map.of("x", "y".repeat(257)))));
	}

	@Test
	void changesWaitForTheTransitionAndForEachOther() {
		KinesisModel slow = new KinesisModel(this.clock,
				KinesisOptions.defaults().withTransition(Duration.ofSeconds(10)), Gate.open(Service.KINESIS));
		slow.createStream("orders", 1);
		slow.administration().updateShardCount(new UpdateShardCount(ORDERS, 2));
		StreamSummary meanwhile = slow.describeStreamSummary(new DescribeStreamSummary(ORDERS));
		assertThat(meanwhile.status()).isEqualTo(StreamStatus.UPDATING);
		assertThat(meanwhile.openShardCount()).isEqualTo(1);
		assertFails("ResourceInUseException",
				() -> slow.administration().increaseStreamRetentionPeriod(new ChangeRetention(ORDERS, 48)));
		assertFails("ResourceInUseException",
				() -> slow.administration().startStreamEncryption(new ChangeEncryption(ORDERS, "k")));
		this.clock.advance(Duration.ofSeconds(10));
		StreamSummary afterwards = slow.describeStreamSummary(new DescribeStreamSummary(ORDERS));
		assertThat(afterwards.status()).isEqualTo(StreamStatus.ACTIVE);
		assertThat(afterwards.openShardCount()).isEqualTo(2);
	}

	@Test
	void sequenceNumbersForOrderingMustBeOfTheStream() {
		String first = put(1).sequenceNumber();
		String second = this.model.putRecord(new PutRecord(ORDERS, "k", "0", first, new byte[1])).sequenceNumber();
		assertThat(second).isGreaterThan(first);
		assertFails("InvalidArgumentException",
				() -> this.model.putRecord(new PutRecord(ORDERS, "k", "0", "9".repeat(56), new byte[1])));
		assertFails("InvalidArgumentException",
				() -> this.model.putRecord(new PutRecord(ORDERS, "k", "0", "1", new byte[1])));
	}

	private PutRecordResult put(int size) {
		return this.model.putRecord(new PutRecord(ORDERS, "k", "0", null, new byte[size]));
	}

	private List<StoredRecord> records() {
		String iterator = this.model
			.getShardIterator(
					new GetShardIterator(ORDERS, "shardId-000000000000", IteratorType.TRIM_HORIZON, null, null))
			.shardIterator();
		return this.model.getRecords(new GetRecords(iterator, null, null)).records();
	}

	private StreamSummary summary() {
		return this.model.describeStreamSummary(new DescribeStreamSummary(ORDERS));
	}

	private List<Shard> shards() {
		return this.model.listShards(ListShards.of(ORDERS)).shards();
	}

	private static List<Shard> open(List<Shard> shards) {
		return shards.stream().filter((shard) -> shard.endingSequenceNumber() == null).toList();
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
