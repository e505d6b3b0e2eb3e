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

package io.kinsumer.test.server;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.DynamoDbOptions;
import io.kinsumer.test.fault.Faults;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;

/**
 * Runs the server as a process of its own, until it is told to stop (SIGTERM or SIGINT).
 */
public final class EmbeddedKinesisMain {

	private EmbeddedKinesisMain() {
	}

	/**
	 * Run.
	 * @param args see {@code --help}
	 * @throws InterruptedException if interrupted while serving
	 */
	public static void main(String[] args) throws InterruptedException {
		int status = run(args, System.out, System.err);
		if (status >= 0) {
			System.exit(status);
		}
		new CountDownLatch(1).await();
	}

	/**
	 * Start, or say why not.
	 * @return the exit status, negative when the server is running
	 */
	static int run(String[] args, PrintStream out, PrintStream err) {
		CommandLine commandLine;
		try {
			commandLine = CommandLine.parse(args);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			err.println("Try --help.");
			return 2;
		}
		if (commandLine.help()) {
			out.print(CommandLine.USAGE);
			return 0;
		}
		try {
			WireServer server = start(commandLine);
			Runtime.getRuntime().addShutdownHook(new Thread(server::close, "embedded-kinesis-stop"));
			out.println("Embedded Kinesis and DynamoDB listen on http://127.0.0.1:" + server.port());
			if (commandLine.tlsPort() != null) {
				out.println("and with TLS on https://localhost:" + server.tlsPort()
						+ ", with the certificate that http://127.0.0.1:" + server.port() + "/certificate.pem shows");
			}
			out.flush();
			return -1;
		}
		catch (IOException | ServiceException ex) {
			err.println(ex.getMessage());
			return 1;
		}
	}

	private static WireServer start(CommandLine commandLine) throws IOException {
		Clock clock = Clock.systemUTC();
		KinesisOptions options = KinesisOptions.defaults();
		DynamoDbOptions tables = DynamoDbOptions.defaults();
		if (commandLine.limits()) {
			options = options.withLimits(KinesisLimits.AWS).withTransition(Duration.ofSeconds(1));
		}
		if (commandLine.memoryCap() != null) {
			options = options.withMemoryCap(commandLine.memoryCap());
			tables = tables.withMemoryCap(commandLine.memoryCap());
		}
		KinesisModel kinesis = new KinesisModel(clock, options, new Gate(Service.KINESIS, Faults.NONE, Workers::pause));
		DynamoDbModel dynamoDb = new DynamoDbModel(clock, tables.withTransition(options.transition()),
				new Gate(Service.DYNAMODB, Faults.NONE, Workers::pause));
		for (StreamDefinition stream : commandLine.streams()) {
			kinesis.createStream(stream.name(), stream.shards());
		}
		kinesis.gate().resetCounts();
		return WireServer.start(commandLine.port(), commandLine.tlsPort(), clock, kinesis, dynamoDb);
	}

}
