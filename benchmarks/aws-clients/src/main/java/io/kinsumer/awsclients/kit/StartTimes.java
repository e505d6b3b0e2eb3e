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

package io.kinsumer.awsclients.kit;

import java.util.Arrays;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedKinesisServerBuilder;

/**
 * How long the server takes to start, with a stream, until it listens.
 *
 * @param first in a JVM that has not loaded it yet, in milliseconds
 * @param median of the later starts
 * @param most of the later starts
 */
record StartTimes(double first, double median, double most) {

	private static final int STARTS = 21;

	static StartTimes measure(boolean tls) {
		double[] millis = new double[STARTS];
		for (int i = 0; i < STARTS; i++) {
			EmbeddedKinesisServerBuilder builder = EmbeddedKinesisServer.builder().streams("orders:4");
			long started = System.nanoTime();
			EmbeddedKinesisServer server = tls ? builder.tls().start() : builder.start();
			millis[i] = (System.nanoTime() - started) / 1e6;
			server.close();
		}
		double first = millis[0];
		double[] later = Arrays.copyOfRange(millis, 1, STARTS);
		Arrays.sort(later);
		return new StartTimes(first, later[later.length / 2], later[later.length - 1]);
	}

}
