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

package io.kinsumer.benchmarks;

import java.util.Random;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What an application puts into one aggregate: the same on both sides. Uses nothing but
 * the JDK and JMH, since the rival has a class path of its own.
 */
@State(Scope.Thread)
public class EncodeInput {

	static final int RECORDS = 200;

	/**
	 * Distinct partition keys where each record is to have one of its own: more than
	 * anybody remembers. They come again after as many records.
	 */
	private static final int MANY_KEYS = 1000 * RECORDS;

	/**
	 * Bytes of a payload.
	 */
	@Param("100")
	public int bytes = 100;

	/**
	 * Distinct partition keys: the same in each aggregate, or, with {@code new}, others
	 * in each.
	 */
	@Param({ "1", "200", "new" })
	public String keys = "1";

	private String[] partitionKeys = new String[0];

	private final byte[][] payloads = new byte[RECORDS][];

	private int offset;

	/**
	 * Makes keys and payloads, equal at every run.
	 */
	@Setup
	public void create() {
		Random random = new Random(1);
		boolean many = this.keys.equals("new");
		int distinct = many ? MANY_KEYS : Integer.parseInt(this.keys);
		this.partitionKeys = new String[many ? MANY_KEYS : RECORDS];
		for (int i = 0; i < this.partitionKeys.length; i++) {
			this.partitionKeys[i] = "customer-%06d".formatted(i % distinct);
		}
		for (int i = 0; i < RECORDS; i++) {
			this.payloads[i] = new byte[this.bytes];
			random.nextBytes(this.payloads[i]);
		}
	}

	/**
	 * Begins another aggregate.
	 */
	void next() {
		this.offset = (this.offset + RECORDS) % this.partitionKeys.length;
	}

	String partitionKey(int index) {
		return this.partitionKeys[this.offset + index];
	}

	byte[] payload(int index) {
		return this.payloads[index];
	}

}
