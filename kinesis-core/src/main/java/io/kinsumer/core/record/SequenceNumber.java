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

package io.kinsumer.core.record;

/**
 * The place of a user record in its shard: the sequence number of the Kinesis record and
 * the record's index inside it, which is 0 unless the Kinesis record is an aggregate.
 * <p>
 * Sequence numbers are decimal digits without leading zeros; they are compared by length,
 * then as text, which orders them as numbers.
 *
 * @param sequence decimal digits, as Kinesis gave them
 * @param subSequence index within an aggregated record, from 0
 */
public record SequenceNumber(String sequence, long subSequence) implements Comparable<SequenceNumber> {

	public SequenceNumber {
		if (!isDecimal(sequence)) {
			throw new IllegalArgumentException(
					"sequence number '" + sequence + "' is not valid: it must be decimal digits without leading zeros");
		}
		if (subSequence < 0) {
			throw new IllegalArgumentException(
					"sub-sequence number " + subSequence + " is not valid: it counts from 0");
		}
	}

	/**
	 * The first (or only) user record of a Kinesis record.
	 * @param sequence decimal digits
	 * @return the number with sub-sequence 0
	 */
	public static SequenceNumber of(String sequence) {
		return new SequenceNumber(sequence, 0);
	}

	@Override
	public int compareTo(SequenceNumber other) {
		int result = compareSequences(this.sequence, other.sequence);
		return (result != 0) ? result : Long.compare(this.subSequence, other.subSequence);
	}

	/**
	 * Compares two sequence numbers as Kinesis gave them.
	 * @param left decimal digits without leading zeros
	 * @param right decimal digits without leading zeros
	 * @return negative, zero or positive as for {@link Comparable}
	 */
	public static int compareSequences(String left, String right) {
		int result = Integer.compare(left.length(), right.length());
		return (result != 0) ? result : left.compareTo(right);
	}

	private static boolean isDecimal(String text) {
		if (text.isEmpty() || (text.length() > 1 && text.charAt(0) == '0')) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return this.sequence + "/" + this.subSequence;
	}

}
