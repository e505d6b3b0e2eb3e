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

package io.kinsumer.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A record of a stream as an application put it: a Kinesis record, or one of those that
 * an aggregated Kinesis record carries. The byte array is not copied: do not change it.
 *
 * @param shardId the shard
 * @param sequenceNumber the sequence number of the Kinesis record
 * @param subSequenceNumber the place in the aggregated record, from 0; 0 outside of one
 * @param aggregated whether an aggregated record carries it
 * @param partitionKey the partition key that the application gave it
 * @param explicitHashKey the hash key that an aggregated record states for it; of other
 * records Kinesis tells none
 * @param data the payload
 * @param arrival when it arrived, by the server's clock
 */
public record StreamRecord(String shardId, String sequenceNumber, long subSequenceNumber, boolean aggregated,
		String partitionKey, @Nullable String explicitHashKey, byte[] data, Instant arrival) {

	/**
	 * Return the payload as text.
	 * @return the payload, read as UTF-8
	 */
	public String text() {
		return new String(this.data, StandardCharsets.UTF_8);
	}

	/** As few lines as a failing test needs. */
	@Override
	public String toString() {
		String text = text();
		return "'" + ((text.length() > 60) ? text.substring(0, 60) + "…" : text) + "' with partition key '"
				+ this.partitionKey + "' (" + this.shardId + ", " + this.sequenceNumber
				+ (this.aggregated ? "/" + this.subSequenceNumber + ", aggregated)" : ")");
	}

}
