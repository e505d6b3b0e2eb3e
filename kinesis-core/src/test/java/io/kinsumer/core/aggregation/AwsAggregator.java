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

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.record.UserRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes aggregates with {@code amazon-kinesis-aggregator}, on the class path of its own
 * that the build puts into {@code target/aggregator}.
 */
final class AwsAggregator {

	private static final MethodHandle CREATE;

	private static final MethodHandle ADD;

	private static final MethodHandle CLEAR_AND_GET;

	private static final MethodHandle TO_RECORD_BYTES;

	static {
		// Not by reflection, which wants the types of all methods, the SDK's among them.
		MethodHandles.Lookup lookup = MethodHandles.publicLookup();
		try {
			ClassLoader loader = loader();
			Class<?> aggregator = loader.loadClass("com.amazonaws.kinesis.agg.RecordAggregator");
			Class<?> record = loader.loadClass("com.amazonaws.kinesis.agg.AggRecord");
			CREATE = lookup.findConstructor(aggregator, MethodType.methodType(void.class));
			ADD = lookup.findVirtual(aggregator, "addUserRecord",
					MethodType.methodType(record, String.class, String.class, byte[].class));
			CLEAR_AND_GET = lookup.findVirtual(aggregator, "clearAndGet", MethodType.methodType(record));
			TO_RECORD_BYTES = lookup.findVirtual(record, "toRecordBytes", MethodType.methodType(byte[].class));
		}
		catch (ReflectiveOperationException | MalformedURLException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private AwsAggregator() {
	}

	/**
	 * Writes one aggregate.
	 * @param records with partition keys, and small enough for one
	 */
	static byte[] encode(List<UserRecord> records) {
		try {
			Object aggregator = CREATE.invoke();
			for (UserRecord record : records) {
				byte[] data = new byte[record.size()];
				record.copyTo(data, 0);
				Object full = ADD.invoke(aggregator, record.partitionKey(), record.explicitHashKey(), data);
				assertThat(full).as("an aggregate that became full").isNull();
			}
			return (byte[]) TO_RECORD_BYTES.invoke(CLEAR_AND_GET.invoke(aggregator));
		}
		catch (Throwable ex) {
			throw new AssertionError("amazon-kinesis-aggregator failed", ex);
		}
	}

	private static ClassLoader loader() throws MalformedURLException {
		File[] jars = new File("target/aggregator").listFiles((file) -> file.getName().endsWith(".jar"));
		assertThat(jars).as("jars in target/aggregator, which 'mvnw -pl kinesis-core -am test' puts there")
			.isNotEmpty();
		List<URL> urls = new ArrayList<>();
		for (File jar : jars) {
			urls.add(jar.toURI().toURL());
		}
		return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
	}

}
