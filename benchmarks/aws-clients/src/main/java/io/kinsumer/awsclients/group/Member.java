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

package io.kinsumer.awsclients.group;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A member of the group, a process of its own.
 */
final class Member implements AutoCloseable {

	private final String clientId;

	private final long launched = System.currentTimeMillis();

	private final Process process;

	private final Journal.Reader journal;

	private Member(String clientId, Process process, Journal.Reader journal) {
		this.clientId = clientId;
		this.process = process;
		this.journal = journal;
	}

	/**
	 * Launches a member.
	 * @param classPath where its classes are
	 * @param jvmOptions beside those that all members have
	 */
	static Member start(MemberOptions options, Path output, String classPath, List<String> jvmOptions)
			throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", classPath, MemberMain.class.getName()));
		command.addAll(options.arguments());
		Files.createFile(options.journal());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		return new Member(options.clientId(), process, new Journal.Reader(options.journal()));
	}

	String clientId() {
		return this.clientId;
	}

	boolean is(String id) {
		return this.clientId.equals(id);
	}

	long pid() {
		return this.process.pid();
	}

	long launched() {
		return this.launched;
	}

	List<Event> read() throws IOException {
		return this.journal.read();
	}

	void kill() {
		this.process.destroyForcibly();
	}

	void terminate() {
		this.process.destroy();
	}

	void pause() throws IOException {
		signal("-STOP");
	}

	void resume() throws IOException {
		signal("-CONT");
	}

	private void signal(String signal) throws IOException {
		Process kill = new ProcessBuilder("kill", signal, String.valueOf(this.process.pid())).inheritIO().start();
		if (kill.onExit().join().exitValue() != 0) {
			throw new IOException("kill " + signal + " failed");
		}
	}

	boolean awaitExit(long seconds) throws InterruptedException {
		return this.process.waitFor(seconds, TimeUnit.SECONDS);
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		this.journal.close();
	}

	@Override
	public String toString() {
		return this.clientId;
	}

}
