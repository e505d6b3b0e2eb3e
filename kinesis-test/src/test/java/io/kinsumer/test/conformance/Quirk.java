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

package io.kinsumer.test.conformance;

/**
 * Where a witness differs from what AWS documents.
 */
enum Quirk {

	/** Quotas of a shard. */
	NO_THROTTLING(Witness.KINESIS_LOCAL, "none is kept"),

	/** None, or more than 500, in PutRecords. */
	NUMBERS_OF_ENTRIES(Witness.KINESIS_LOCAL, "the number of entries is not checked"),

	/** The partition key in the size of a record. */
	SIZE_OF_KEYS(Witness.KINESIS_LOCAL, "only the data counts"),

	/** Iterators that the service never gave. */
	MADE_UP_ITERATORS(Witness.KINESIS_LOCAL, "decoding fails with HTTP 500"),

	/** Where a closed shard ends. */
	END_OF_CLOSED_SHARDS(Witness.KINESIS_LOCAL, "it is a constant below the start of the shard, the largest long"),

	/** CreateStream with no shard. */
	STREAMS_WITHOUT_SHARDS(Witness.KINESIS_LOCAL, "refused as if the account had too many shards"),

	/** CreateStream without a number of shards. */
	STREAMS_WITHOUT_SHARD_COUNT(Witness.KINESIS_LOCAL, "accepted"),

	/** Resharding an on-demand stream. */
	SHARDS_OF_ON_DEMAND_STREAMS(Witness.KINESIS_LOCAL, "the mode is not looked at"),

	/** The token of ListStreams. */
	TOKENS_OF_LIST_STREAMS(Witness.KINESIS_LOCAL, "none is given"),

	/** The summaries of ListStreams. */
	NO_SUMMARIES_OF_STREAMS(Witness.KINESIS_LOCAL, "none is given"),

	/** The ARN in the answer of UpdateShardCount. */
	NO_ARN_OF_SCALED_STREAMS(Witness.KINESIS_LOCAL, "it is not given"),

	/** ListShards with at most no results. */
	PAGES_OF_NO_SHARDS(Witness.KINESIS_LOCAL, "fails with HTTP 500"),

	/** ListShards with at most 10001 results. */
	PAGES_OF_10001_SHARDS(Witness.KINESIS_LOCAL, "accepted"),

	/** ListTagsForStream with a limit of 51. */
	PAGES_OF_51_TAGS(Witness.KINESIS_LOCAL, "accepted: its limits are those of ListStreams"),

	/** More than ten tags in a call. */
	ELEVEN_TAGS_AT_ONCE(Witness.KINESIS_LOCAL, "refused, as AWS did before it took 50"),

	/** Adding or removing no tag. */
	NO_TAGS(Witness.KINESIS_LOCAL, "accepted"),

	/** Enabling no metric. */
	NO_METRICS(Witness.KINESIS_LOCAL, "accepted"),

	/** UpdateMaxRecordSize out of range. */
	CODE_OF_RECORD_SIZES(Witness.KINESIS_LOCAL, "an InvalidArgumentException"),

	/** Hash keys that are no numbers. */
	HASH_KEYS_THAT_ARE_NO_NUMBERS(Witness.KINESIS_LOCAL, "parsing fails with HTTP 500"),

	/** SequenceNumberForOrdering that is no sequence number. */
	MADE_UP_NUMBERS_FOR_ORDERING(Witness.KINESIS_LOCAL, "parsing fails with HTTP 500"),

	/** Values that an enumeration does not have. */
	UNKNOWN_NAMES(Witness.KINESIS_LOCAL, "a SerializationException"),

	/** Requests without a required member. */
	MISSING_MEMBERS(Witness.KINESIS_LOCAL, "a SerializationException"),

	/** ARNs of the wrong form. */
	ARNS_OF_NOTHING(Witness.KINESIS_LOCAL, "a SerializationException"),

	/** SplitShard at the first hash key of the shard. */
	SPLITS_AT_THE_START(Witness.KINESIS_LOCAL, "accepted, which makes a child that ends at -1"),

	/** The filter AT_TRIM_HORIZON. */
	CHILDREN_AT_TRIM_HORIZON(Witness.KINESIS_LOCAL, "shards that were opened later are listed too"),

	/** Arguments that a filter has no use for. */
	IDLE_ARGUMENTS_OF_FILTERS(Witness.KINESIS_LOCAL, "passed over"),

	/** StreamCreationTimestamp. */
	TIMES_OF_CREATION(Witness.KINESIS_LOCAL, "not looked at"),

	/** The token of ListStreamConsumers. */
	TOKENS_OF_CONSUMERS(Witness.KINESIS_LOCAL, "none is given"),

	/** Consumers of one name on several streams. */
	NAMESAKES_OF_CONSUMERS(Witness.KINESIS_LOCAL, "deregistering one takes away any of them"),

	/** A consumer named twice, differently. */
	CONFLICTING_NAMES_OF_CONSUMERS(Witness.KINESIS_LOCAL, "the ARN wins"),

	/** Tags in RegisterStreamConsumer. */
	TAGS_OF_NEW_CONSUMERS(Witness.KINESIS_LOCAL, "passed over"),

	/** DeleteStream, refused for its consumers. */
	REFUSED_DELETIONS(Witness.KINESIS_LOCAL, "refused, yet the stream goes"),

	/** A subscription to a shard that is closed. */
	SUBSCRIPTIONS_WITHOUT_END(Witness.KINESIS_LOCAL, "goes on, and names no child"),

	/** Subscribing to a shard that is not there, or from a position that is not given. */
	SUBSCRIPTIONS_TO_NOTHING(Witness.KINESIS_LOCAL, "accepted, with events without records"),

	/** ReturnValuesOnConditionCheckFailure. */
	NO_ITEM_ON_FAILURE(Witness.DYNALITE, "the setting is not known"),

	/** UpdateTimeToLive. */
	NO_TIME_TO_LIVE(Witness.DYNALITE, "the operation is not known"),

	/** TransactWriteItems and TransactGetItems. */
	NO_TRANSACTIONS(Witness.DYNALITE, "the operations are not known"),

	/** Provisioned throughput. */
	NO_CAPACITY(Witness.DYNALITE, "nothing is throttled"),

	/** Expressions of more than 4 KB. */
	LONG_EXPRESSIONS(Witness.DYNALITE, "accepted"),

	/** More than 100 operands of IN. */
	MANY_OPERANDS_OF_IN(Witness.DYNALITE, "accepted"),

	/** Items of more than 32 levels. */
	DEEP_ITEMS(Witness.DYNALITE, "accepted"),

	/** A request of a batch that both puts and deletes. */
	PUT_AND_DELETE_AS_ONE(Witness.DYNALITE, "accepted"),

	/** Select that does not go with the projection. */
	SELECT_AND_PROJECTION(Witness.DYNALITE, "accepted"),

	/** DeleteItem that is to return what only updates have. */
	NEW_VALUES_OF_DELETES(Witness.DYNALITE, "accepted"),

	/** A scan of more than a million segments. */
	MANY_SEGMENTS(Witness.DYNALITE, "accepted");

	private final Witness witness;

	private final String reason;

	Quirk(Witness witness, String reason) {
		this.witness = witness;
		this.reason = reason;
	}

	Witness witness() {
		return this.witness;
	}

	String reason() {
		return this.reason;
	}

}
