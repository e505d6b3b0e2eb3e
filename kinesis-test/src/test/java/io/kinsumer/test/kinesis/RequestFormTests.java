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
import java.util.stream.IntStream;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.AdministrationRequest.AddTagsToStream;
import io.kinsumer.test.kinesis.AdministrationRequest.TagResource;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateShardCount;
import io.kinsumer.test.kinesis.ConsumerRequest.ListStreamConsumers;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStreamSummary;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.ListStreams;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The form that requests must have and the size that pages have, by the service model of
 * the AWS SDK.
 */
class RequestFormTests {

	private static final StreamRef ORDERS = StreamRef.named("orders");

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private static final String VALIDATION = "ValidationException";

	private final MutableClock clock = new MutableClock();

	private final KinesisModel model = new KinesisModel(this.clock,
			KinesisOptions.defaults().withTransition(Duration.ofSeconds(1)), Gate.open(Service.KINESIS));

	RequestFormTests() {
		this.model.createStream("orders", 1);
	}

	@Test
	void pagesOfShardsHaveNoMoreThanTheServiceGives() {
		this.model.createStream("wide", 1001);
		StreamRef wide = StreamRef.named("wide");
		assertThat(this.model.describeStream(new DescribeStream(wide, 10_000, null)).shards()).hasSize(100);
		assertThat(this.model.listShards(new ListShards(wide, null, null, 10_000, null, null)).shards()).hasSize(1000);
	}

	@Test
	void pagesOfStreamsAndConsumersHaveNoMoreThanTheServiceGives() {
		IntStream.range(0, 101).forEach((i) -> {
			this.model.createStream("s" + i, 1);
			this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, "c" + i, Map.of()));
		});
		assertThat(this.model.listStreams(new ListStreams(10_000, null, null)).streams()).hasSize(100);
		assertThat(this.model.listStreamConsumers(new ListStreamConsumers(ARN, null, 10_000, null)).consumers())
			.hasSize(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "with space", "slash/", "ümlaut" })
	void namesAndShardIdsKeepToTheirCharacters(String name) {
		assertFails(VALIDATION,
				() -> this.model.describeStreamSummary(new DescribeStreamSummary(StreamRef.named(name))));
		assertFails(VALIDATION,
				() -> this.model.getShardIterator(new GetShardIterator(ORDERS, name, IteratorType.LATEST, null, null)));
		assertFails(VALIDATION, () -> this.model.splitShard(new SplitShard(ORDERS, name, "100")));
		assertFails(VALIDATION, () -> this.model.describeStream(new DescribeStream(ORDERS, null, name)));
		assertFails(VALIDATION, () -> this.model.listShards(new ListShards(ORDERS, null, name, null, null, null)));
	}

	@Test
	void namesHaveAtMost128Characters() {
		assertFails("ResourceNotFoundException",
				() -> this.model.describeStreamSummary(new DescribeStreamSummary(StreamRef.named("x".repeat(128)))));
		assertFails(VALIDATION,
				() -> this.model.describeStreamSummary(new DescribeStreamSummary(StreamRef.named("x".repeat(129)))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "arn:aws:kinesis:eu-central-1:000000000000:stream/",
			"arn:foo:kinesis:eu-central-1:000000000000:stream/orders",
			"arn:aws:sqs:eu-central-1:000000000000:stream/orders", "arn:aws:kinesis:eu-central-1:12:stream/orders",
			"arn:aws:kinesis:eu-central-1:000000000000:table/orders" })
	void arnsHaveTheirForm(String arn) {
		assertFails(VALIDATION, () -> this.model.describeStreamSummary(new DescribeStreamSummary(StreamRef.arn(arn))));
	}

	@Test
	void arnsOfOtherPartitionsAreArns() {
		assertThat(this.model
			.describeStreamSummary(new DescribeStreamSummary(
					StreamRef.arn("arn:aws-cn:kinesis:cn-north-1:000000000000:stream/orders")))
			.streamName()).isEqualTo("orders");
	}

	@Test
	void addingTagsTakesAtLeastOne() {
		assertFails(VALIDATION,
				() -> this.model.administration().addTagsToStream(new AddTagsToStream(ORDERS, Map.of())));
		assertFails(VALIDATION, () -> this.model.administration().tagResource(new TagResource(ARN, Map.of())));
	}

	@Test
	void tagsKeepToTheirCharacters() {
		this.model.administration().addTagsToStream(new AddTagsToStream(ORDERS, Map.of("schlüssel _.:/=+-%@1", "")));
		for (Map<String, String> tags : List.of(Map.of("a*", "b"), Map.of("a", "b*"))) {
			assertFails("InvalidArgumentException",
					() -> this.model.administration().addTagsToStream(new AddTagsToStream(ORDERS, tags)));
		}
	}

	@Test
	void onlyActiveStreamsAreDeleted() {
		this.model.administration().updateShardCount(new UpdateShardCount(ORDERS, 2));
		assertFails("ResourceInUseException", () -> this.model.deleteStream(new DeleteStream(ORDERS, false)));
		this.clock.advance(Duration.ofSeconds(1));
		this.model.deleteStream(new DeleteStream(ORDERS, false));
		assertFails("ResourceInUseException", () -> this.model.deleteStream(new DeleteStream(ORDERS, false)));
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
