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

package io.kinsumer.core.aggregation;

import java.util.Arrays;

/**
 * The KPL record format: four magic bytes, a protobuf message, the MD5 of that message.
 * <p>
 * The message holds a table of partition keys (field 1), a table of explicit hash keys
 * (field 2) and the records (field 3): index of the partition key (1), index of the
 * explicit hash key (2), data (3), tags (4) of key (1) and value (2).
 */
final class KplFormat {

	static final byte[] MAGIC = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 };

	static final int DIGEST_LENGTH = 16;

	/**
	 * Bytes around the message: magic and digest.
	 */
	static final int FRAME_LENGTH = MAGIC.length + DIGEST_LENGTH;

	static final int VARINT = 0;

	static final int FIXED64 = 1;

	static final int LENGTH_DELIMITED = 2;

	static final int START_GROUP = 3;

	static final int END_GROUP = 4;

	static final int FIXED32 = 5;

	static final int PARTITION_KEY_TABLE = tag(1, LENGTH_DELIMITED);

	static final int EXPLICIT_HASH_KEY_TABLE = tag(2, LENGTH_DELIMITED);

	static final int RECORDS = tag(3, LENGTH_DELIMITED);

	static final int RECORD_PARTITION_KEY_INDEX = tag(1, VARINT);

	static final int RECORD_EXPLICIT_HASH_KEY_INDEX = tag(2, VARINT);

	static final int RECORD_DATA = tag(3, LENGTH_DELIMITED);

	static final int RECORD_TAGS = tag(4, LENGTH_DELIMITED);

	static final int TAG_KEY = tag(1, LENGTH_DELIMITED);

	static final int TAG_VALUE = tag(2, LENGTH_DELIMITED);

	private KplFormat() {
	}

	private static int tag(int field, int wireType) {
		return (field << 3) | wireType;
	}

	/**
	 * Whether bytes have the frame of an aggregate: the magic and room for a message and
	 * its digest.
	 * @param bytes the payload of a Kinesis record
	 * @return whether it is worth to compute the digest
	 */
	static boolean isFramed(byte[] bytes) {
		return bytes.length > FRAME_LENGTH && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
	}

}
