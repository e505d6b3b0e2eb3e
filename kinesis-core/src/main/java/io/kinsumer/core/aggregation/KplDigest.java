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

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import io.kinsumer.core.record.HashKey;

/**
 * MD5 as the KPL format uses it, over parts of arrays and without garbage. Not for use by
 * several threads at once.
 */
final class KplDigest {

	private final MessageDigest md5;

	private final byte[] digest = new byte[KplFormat.DIGEST_LENGTH];

	private final ByteBuffer view = ByteBuffer.wrap(this.digest);

	KplDigest() {
		try {
			this.md5 = MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("the KPL record format needs MD5, which this JVM does not offer", ex);
		}
	}

	/**
	 * Writes the digest behind the message.
	 * @param bytes an aggregate with room for its digest
	 */
	void write(byte[] bytes) {
		int end = bytes.length - KplFormat.DIGEST_LENGTH;
		compute(bytes, KplFormat.MAGIC.length, end - KplFormat.MAGIC.length);
		System.arraycopy(this.digest, 0, bytes, end, KplFormat.DIGEST_LENGTH);
	}

	/**
	 * Whether the digest behind the message is right.
	 * @param bytes framed as an aggregate
	 */
	boolean isValid(byte[] bytes) {
		int end = bytes.length - KplFormat.DIGEST_LENGTH;
		compute(bytes, KplFormat.MAGIC.length, end - KplFormat.MAGIC.length);
		return Arrays.equals(this.digest, 0, KplFormat.DIGEST_LENGTH, bytes, end, bytes.length);
	}

	/**
	 * The hash key of a partition key.
	 */
	HashKey hash(byte[] bytes, int offset, int length) {
		compute(bytes, offset, length);
		return new HashKey(this.view.getLong(0), this.view.getLong(Long.BYTES));
	}

	private void compute(byte[] bytes, int offset, int length) {
		this.md5.update(bytes, offset, length);
		try {
			this.md5.digest(this.digest, 0, KplFormat.DIGEST_LENGTH);
		}
		catch (DigestException ex) {
			throw new IllegalStateException("an MD5 takes " + KplFormat.DIGEST_LENGTH + " bytes", ex);
		}
	}

}
