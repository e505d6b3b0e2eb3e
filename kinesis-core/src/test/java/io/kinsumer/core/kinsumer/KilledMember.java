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

package io.kinsumer.core.kinsumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.processor.RecordHandler;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.StreamName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * A member of a group in a JVM of its own, to be killed. It tells the records it handled
 * on its standard output, which keeps them when it is killed.
 */
final class KilledMember implements AutoCloseable {

	static final Duration SESSION_TIMEOUT = Duration.ofSeconds(2);

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private final Process process;

	private final Thread reader;

	KilledMember(URI endpoint, String stream) throws IOException {
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				KilledMember.class.getName(), endpoint.toString(), stream)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		this.reader = new Thread(this::read, "killed-member");
		this.reader.start();
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			output.lines()
				.filter((line) -> line.startsWith("handled "))
				.forEach((line) -> this.handled.add(line.substring(8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The payloads of the records it handled, in order.
	 */
	Queue<String> handled() {
		return this.handled;
	}

	/**
	 * Kills it with SIGKILL; afterwards {@link #handled()} is complete.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
		this.reader.join();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	/**
	 * The process.
	 * @param args the endpoint and the stream
	 */
	public static void main(String[] args) throws InterruptedException {
		kinsumer(URI.create(args[0]), args[1], "killed",
				(record, shard) -> System.out.println("handled " + StandardCharsets.UTF_8.decode(record.data())))
			.start()
			.join();
		new CountDownLatch(1).await();
	}

	static Kinsumer kinsumer(URI endpoint, String stream, String clientId, RecordHandler handler) {
		KinsumerSettings settings = KinsumerSettings.builder("orders", new StreamName(stream), "app", clientId)
			.heartbeatInterval(SESSION_TIMEOUT.dividedBy(4))
			.sessionTimeout(SESSION_TIMEOUT)
			.persistFrequency(Duration.ofMillis(100))
			.waitTime(Duration.ofMillis(200))
			.build();
		DynamoDbMetadataRepository metadata = new DynamoDbMetadataRepository(
				client(DynamoDbAsyncClient.builder(), endpoint),
				new MetadataTableSettings("table", true, Duration.ofSeconds(30), BillingMode.PAY_PER_REQUEST, 1, 1),
				"app", stream);
		return Kinsumer
			.builder(settings, client(KinesisAsyncClient.builder(), endpoint), metadata,
					ShardProcessors.forRecords(handler))
			.build();
	}

	private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
		return builder.endpointOverride(endpoint)
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.build();
	}

}
