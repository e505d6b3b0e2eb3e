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

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one process did, in a file. An event is in it once its method returned, even when
 * the process is killed right then: the operating system has it.
 */
final class Journal implements AutoCloseable {

	private static final int EVENT = 2 * Long.BYTES + 2 * Integer.BYTES;

	private static final Event.Kind[] KINDS = Event.Kind.values();

	// not a channel, which the interruption of a handler would close
	private final FileOutputStream file;

	Journal(Path path) throws IOException {
		this.file = new FileOutputStream(path.toFile(), true);
	}

	void add(Event.Kind kind) {
		add(kind, 0, 0);
	}

	synchronized void add(Event.Kind kind, int shard, long number) {
		ByteBuffer event = ByteBuffer.allocate(EVENT);
		event.putLong(System.currentTimeMillis()).putLong(number).putInt(shard).putInt(kind.ordinal());
		try {
			this.file.write(event.array());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public synchronized void close() throws IOException {
		this.file.close();
	}

	/**
	 * Reads on in the journal of another process.
	 */
	static final class Reader implements AutoCloseable {

		private final InputStream file;

		private byte[] rest = new byte[0];

		Reader(Path path) throws IOException {
			this.file = Files.newInputStream(path);
		}

		/**
		 * Read what came since the last call.
		 * @return complete events, in order
		 */
		List<Event> read() throws IOException {
			byte[] read = this.file.readAllBytes();
			byte[] bytes = new byte[this.rest.length + read.length];
			System.arraycopy(this.rest, 0, bytes, 0, this.rest.length);
			System.arraycopy(read, 0, bytes, this.rest.length, read.length);
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			List<Event> events = new ArrayList<>();
			while (buffer.remaining() >= EVENT) {
				long time = buffer.getLong();
				long number = buffer.getLong();
				int shard = buffer.getInt();
				events.add(new Event(time, KINDS[buffer.getInt()], shard, number));
			}
			this.rest = new byte[buffer.remaining()];
			buffer.get(this.rest);
			return events;
		}

		@Override
		public void close() throws IOException {
			this.file.close();
		}

	}

}
