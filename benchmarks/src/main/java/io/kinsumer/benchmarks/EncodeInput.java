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

	static final int RECORD_SIZE = 100;

	/**
	 * Distinct partition keys in an aggregate.
	 */
	@Param({ "1", "200" })
	public int keys = 1;

	private final String[] partitionKeys = new String[RECORDS];

	private final byte[][] payloads = new byte[RECORDS][];

	/**
	 * Makes keys and payloads, equal at every run.
	 */
	@Setup
	public void create() {
		Random random = new Random(1);
		for (int i = 0; i < RECORDS; i++) {
			this.partitionKeys[i] = "customer-%06d".formatted(i % this.keys);
			this.payloads[i] = new byte[RECORD_SIZE];
			random.nextBytes(this.payloads[i]);
		}
	}

	String partitionKey(int index) {
		return this.partitionKeys[index];
	}

	byte[] payload(int index) {
		return this.payloads[index];
	}

}
