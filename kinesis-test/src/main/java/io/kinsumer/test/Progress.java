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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * How far the records of one shard are consumed, by what is stored of it.
 *
 * @param shardId the shard
 * @param missing the records not consumed, in order
 * @param all how many records there were
 * @param position where the consumer stands, in words
 */
record Progress(String shardId, List<StreamRecord> missing, int all, String position) {

	private static final int SHOWN = 10;

	/**
	 * Compare records with a checkpoint.
	 * @param shardId the shard
	 * @param records its records
	 * @param checkpoint the checkpoint, {@code null} when there is none
	 */
	static Progress of(String shardId, List<StreamRecord> records, @Nullable Checkpoint checkpoint) {
		List<StreamRecord> missing = records.stream()
			.filter((record) -> checkpoint == null || !checkpoint.covers(record))
			.toList();
		return new Progress(shardId, missing, records.size(),
				(checkpoint != null) ? checkpoint.describe() : "no checkpoint: the group does not know the shard yet");
	}

	String describe() {
		if (this.missing.isEmpty()) {
			return this.shardId + ": " + ((this.all > 0) ? "consumed" : "nothing to consume") + "; " + this.position;
		}
		StreamRecord last = this.missing.get(this.missing.size() - 1);
		return this.shardId + ": " + this.missing.size() + " of " + this.all + " records missing, the first is "
				+ this.missing.get(0) + ", the last has sequence number " + last.sequenceNumber()
				+ (last.aggregated() ? "/" + last.subSequenceNumber() : "") + "; " + this.position;
	}

	static String describeMissing(String stream, List<StreamRecord> missing, int all, Duration waited) {
		String more = (missing.size() > SHOWN) ? "\n  and " + (missing.size() - SHOWN) + " more" : "";
		return "Stream " + stream + " was not consumed within " + seconds(waited) + ": " + missing.size() + " of " + all
				+ " records are missing:"
				+ missing.stream().limit(SHOWN).map((record) -> "\n  " + record).collect(Collectors.joining()) + more;
	}

	static String seconds(Duration duration) {
		return duration.toMillis() / 1000.0 + " s";
	}

	/**
	 * What a group has stored of a shard.
	 *
	 * @param finished whether the shard is finished
	 * @param sequenceNumber the last record handled, if any
	 * @param subSequenceNumber its place in an aggregated record
	 * @param from when the first record is to be handled arrived, if the group started at
	 * a time
	 * @param owner who owns the shard, if anybody
	 */
	record Checkpoint(boolean finished, @Nullable String sequenceNumber, long subSequenceNumber, @Nullable Instant from,
			@Nullable String owner) {

		boolean covers(StreamRecord record) {
			if (this.finished) {
				return true;
			}
			if (this.sequenceNumber != null) {
				int order = compare(record.sequenceNumber(), this.sequenceNumber);
				return order < 0 || (order == 0 && record.subSequenceNumber() <= this.subSequenceNumber);
			}
			return this.from != null && record.arrival().isBefore(this.from);
		}

		private static int compare(String left, String right) {
			int order = Integer.compare(left.length(), right.length());
			return (order != 0) ? order : left.compareTo(right);
		}

		String describe() {
			String where;
			if (this.finished) {
				return "finished";
			}
			if (this.sequenceNumber != null) {
				where = "checkpoint " + this.sequenceNumber + "/" + this.subSequenceNumber;
			}
			else {
				where = "no record handled since " + ((this.from != null) ? this.from : "the beginning");
			}
			return where + ((this.owner != null) ? ", owned by " + this.owner : ", owned by nobody");
		}

	}

}
