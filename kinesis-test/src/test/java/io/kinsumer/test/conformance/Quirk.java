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

	/** Nothing is throttled. */
	NO_THROTTLING(Witness.KINESIS_LOCAL, "no quota of a shard is kept"),

	/** More entries than PutRecords takes. */
	PUTS_OF_501_RECORDS(Witness.KINESIS_LOCAL, "the number of entries is not checked"),

	/** Iterators that the service never gave. */
	MADE_UP_ITERATORS(Witness.KINESIS_LOCAL, "decoding fails with HTTP 500"),

	/** Where a closed shard ends. */
	END_OF_CLOSED_SHARDS(Witness.KINESIS_LOCAL, "it is a constant below the start of the shard"),

	/** CreateStream with no shard. */
	STREAMS_WITHOUT_SHARDS(Witness.KINESIS_LOCAL, "refused as if the account had too many shards"),

	/** ListStreams goes on with a token. */
	TOKENS_OF_LIST_STREAMS(Witness.KINESIS_LOCAL, "the token is not looked at"),

	/** Explicit hash keys that are no numbers. */
	HASH_KEYS_THAT_ARE_NO_NUMBERS(Witness.KINESIS_LOCAL, "parsing fails with HTTP 500"),

	/** SequenceNumberForOrdering that is no sequence number. */
	MADE_UP_NUMBERS_FOR_ORDERING(Witness.KINESIS_LOCAL, "parsing fails with HTTP 500"),

	/** PutRecords without an entry. */
	PUTS_OF_NO_RECORDS(Witness.KINESIS_LOCAL, "the number of entries is not checked"),

	/** A type of iterator that does not exist. */
	UNKNOWN_ITERATOR_TYPES(Witness.KINESIS_LOCAL, "a SerializationException"),

	/** SplitShard at the first hash key of the shard. */
	SPLITS_AT_THE_START(Witness.KINESIS_LOCAL, "accepted, which makes a child with no hash key"),

	/** The filter AT_TRIM_HORIZON. */
	CHILDREN_AT_TRIM_HORIZON(Witness.KINESIS_LOCAL, "shards that were opened later are listed too"),

	/** ReturnValuesOnConditionCheckFailure. */
	NO_ITEM_ON_FAILURE(Witness.DYNALITE, "the setting is not known");

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
