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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Writes records in the KPL's aggregation format, written down from its description.
 */
public final class Aggregates {

	private static final byte[] MAGIC = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 };

	private Aggregates() {
	}

	/**
	 * Return an aggregated record that carries records with one partition key.
	 * @param partitionKey the partition key
	 * @param payloads the payloads
	 * @return the payload of the Kinesis record
	 */
	public static byte[] of(String partitionKey, String... payloads) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		field(message, 1, partitionKey.getBytes(StandardCharsets.UTF_8));
		field(message, 2, "42".getBytes(StandardCharsets.UTF_8));
		// a field that nobody knows
		message.writeBytes(new byte[] { 9 << 3, 5 });
		for (String payload : payloads) {
			ByteArrayOutputStream record = new ByteArrayOutputStream();
			record.writeBytes(new byte[] { 1 << 3, 0, 2 << 3, 0 });
			field(record, 3, payload.getBytes(StandardCharsets.UTF_8));
			field(message, 3, record.toByteArray());
		}
		return frame(message.toByteArray());
	}

	/**
	 * Put a message between the magic bytes and its digest.
	 * @param message the message
	 * @return the payload of the Kinesis record
	 */
	public static byte[] frame(byte[] message) {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.writeBytes(MAGIC);
		frame.writeBytes(message);
		try {
			frame.writeBytes(MessageDigest.getInstance("MD5").digest(message));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
		return frame.toByteArray();
	}

	private static void field(ByteArrayOutputStream out, int number, byte[] content) {
		out.write(number << 3 | 2);
		int length = content.length;
		while (length >= 0x80) {
			out.write(length & 0x7F | 0x80);
			length >>>= 7;
		}
		out.write(length);
		out.writeBytes(content);
	}

}
