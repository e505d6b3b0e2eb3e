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

package io.kinsumer.spring.event.message;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes KSUIDs: 27 letters and digits that sort by the second in which they were made; of
 * those of one second, the order is random.
 */
public final class KsuidIdentifierFactory implements IdentifierFactory {

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final long EPOCH_SECONDS = 1_400_000_000L;

	private static final int LENGTH = 27;

	private static final int PAYLOAD = 16;

	private final InstantSource clock;

	private final RandomGenerator random;

	/**
	 * Creates the factory.
	 * @param clock tells the time
	 * @param random safe for use by several threads, and unpredictable where ids must not
	 * be guessed: such as a {@link java.security.SecureRandom}
	 */
	public KsuidIdentifierFactory(InstantSource clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String create() {
		byte[] payload = new byte[PAYLOAD];
		this.random.nextBytes(payload);
		byte[] raw = ByteBuffer.allocate(Integer.BYTES + PAYLOAD)
			.putInt((int) (this.clock.instant().getEpochSecond() - EPOCH_SECONDS))
			.put(payload)
			.array();
		BigInteger rest = new BigInteger(1, raw);
		BigInteger base = BigInteger.valueOf(DIGITS.length());
		char[] text = new char[LENGTH];
		for (int i = LENGTH - 1; i >= 0; i--) {
			BigInteger[] parts = rest.divideAndRemainder(base);
			text[i] = DIGITS.charAt(parts[1].intValue());
			rest = parts[0];
		}
		return new String(text);
	}

}
