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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The MD5 of partition keys. Hashers are kept for reuse, because a digest costs more to
 * make than to compute; not one per thread, of which there may be very many.
 */
final class KeyHasher {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final int DIGEST_LENGTH = 16;

	/**
	 * Room for a key of 256 ASCII characters, the most that Kinesis takes.
	 */
	private static final int SCRATCH_LENGTH = 256;

	private static final int MAX_IDLE = 16;

	private static final AtomicReferenceArray<KeyHasher> idle = new AtomicReferenceArray<>(MAX_IDLE);

	private final MessageDigest md5;

	private final byte[] scratch = new byte[SCRATCH_LENGTH];

	private KeyHasher() {
		try {
			this.md5 = MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Kinesis hashes keys by MD5, which this JVM does not offer", ex);
		}
	}

	static HashKey hash(String partitionKey) {
		int slot = (int) Thread.currentThread().getId() & (MAX_IDLE - 1);
		KeyHasher hasher = idle.getAndSet(slot, null);
		if (hasher == null) {
			hasher = new KeyHasher();
		}
		HashKey result = hasher.compute(partitionKey);
		idle.set(slot, hasher);
		return result;
	}

	private HashKey compute(String partitionKey) {
		int length = partitionKey.length();
		if (length <= SCRATCH_LENGTH && copyAscii(partitionKey, length)) {
			this.md5.update(this.scratch, 0, length);
		}
		else {
			this.md5.update(partitionKey.getBytes(StandardCharsets.UTF_8));
		}
		try {
			this.md5.digest(this.scratch, 0, DIGEST_LENGTH);
		}
		catch (DigestException ex) {
			throw new IllegalStateException("an MD5 takes " + DIGEST_LENGTH + " bytes", ex);
		}
		return new HashKey((long) LONG.get(this.scratch, 0), (long) LONG.get(this.scratch, Long.BYTES));
	}

	private boolean copyAscii(String text, int length) {
		for (int i = 0; i < length; i++) {
			char ch = text.charAt(i);
			if (ch >= 0x80) {
				return false;
			}
			this.scratch[i] = (byte) ch;
		}
		return true;
	}

}
