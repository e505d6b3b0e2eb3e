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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.dynamodb.value.Attribute;

/**
 * A group of processes that read a stream of a server in this process.
 */
final class Group implements AutoCloseable {

	static final String STREAM = "records";

	/** The version of Java that writes an AOT cache in one step. */
	private static final int AOT_CACHE_SINCE = 25;

	private static final Duration SETTLED = Duration.ofMinutes(2);

	private final EmbeddedKinesisServer server;

	private final Path directory = Files.createTempDirectory("group");

	private final Map<String, Member> members = new LinkedHashMap<>();

	private final List<Member> all = new ArrayList<>();

	private final Ledger ledger = new Ledger();

	private final Load load;

	private final MemberOptions options;

	private String classPath = System.getProperty("java.class.path");

	private List<String> jvmOptions = List.of();

	private int launched;

	Group(int shards, Handling handling) throws IOException {
		this.server = EmbeddedKinesisServer.builder().streams(STREAM + ":" + shards).start();
		this.load = new Load(this.server, STREAM);
		this.options = new MemberOptions(this.server.endpoint(), STREAM, "", this.directory, handling);
	}

	EmbeddedKinesisServer server() {
		return this.server;
	}

	Load load() {
		return this.load;
	}

	Ledger ledger() {
		return this.ledger;
	}

	/**
	 * Start a member under a new id.
	 * @return the member, which has not joined yet
	 */
	Member start() throws IOException {
		return start("member-" + ++this.launched);
	}

	private Member start(String clientId) throws IOException {
		Path journal = this.directory.resolve(clientId + ".journal");
		Member member = Member.start(this.options.as(clientId, journal), this.directory.resolve(clientId + ".log"),
				this.classPath, this.jvmOptions);
		this.members.put(clientId, member);
		this.all.add(member);
		return member;
	}

	/**
	 * Have a member write down the classes that it loads, for those that start later: in
	 * an AOT cache where the JVM has that, else in a class archive.
	 */
	void cacheClasses() throws Exception {
		boolean aot = Runtime.version().feature() >= AOT_CACHE_SINCE;
		Path cache = this.directory.resolve("classes");
		this.classPath = Jars.of(this.classPath, this.directory);
		this.jvmOptions = List.of((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache, "-Xlog:disable");
		Member trained = start();
		awaitBalanced();
		trained.terminate();
		if (!trained.awaitExit(60) || !Files.exists(cache)) {
			throw new IllegalStateException(trained + " does not write " + cache);
		}
		forget(trained);
		this.jvmOptions = aot ? List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on")
				: List.of("-XX:SharedArchiveFile=" + cache, "-Xshare:on");
	}

	void start(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			start();
		}
	}

	/**
	 * Return those that were started and not told to end.
	 * @return the members, oldest first
	 */
	List<Member> members() {
		return List.copyOf(this.members.values());
	}

	void forget(Member member) {
		this.members.remove(member.clientId());
	}

	/**
	 * Read what the members wrote down since the last call.
	 * @return the ledger
	 */
	Ledger refresh() throws IOException {
		for (Member member : this.all) {
			member.read().forEach((event) -> this.ledger.add(member.clientId(), event));
		}
		return this.ledger;
	}

	/**
	 * Read what the members wrote down since the last call, in place of the ledger.
	 * @param reader given each event and whose it is
	 */
	void read(BiConsumer<Member, Event> reader) throws IOException {
		for (Member member : this.all) {
			member.read().forEach((event) -> reader.accept(member, event));
		}
	}

	/**
	 * Read who owns which shard, as it is stored.
	 * @return clients by shard id; free shards are absent
	 */
	Map<String, String> owners() {
		Map<String, String> owners = new TreeMap<>();
		if (this.server.dynamoDb().tableNames().contains(MemberMain.TABLE)) {
			for (Map<String, Attribute> item : this.server.dynamoDb().items(MemberMain.TABLE)) {
				String owner = text(item, "owningClientId");
				if (text(item, "namespace").startsWith("checkpoint:") && !owner.isEmpty()) {
					owners.put(text(item, "resource"), owner);
				}
			}
		}
		return owners;
	}

	static String text(Map<String, Attribute> item, String name) {
		return (item.get(name) instanceof Attribute.Text text) ? text.value() : "";
	}

	/**
	 * Return the shards of a member, as it is stored.
	 * @param member the member
	 * @return the numbers of its shards
	 */
	Set<Integer> shardsOf(Member member) {
		return owners().entrySet()
			.stream()
			.filter((entry) -> entry.getValue().startsWith(member.clientId() + "#"))
			.map((entry) -> Integer.parseInt(entry.getKey().substring("shardId-".length())))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	boolean balanced() {
		int shards = this.server.shards(STREAM).size();
		int size = this.members.size();
		int sum = 0;
		for (Member member : this.members.values()) {
			int owned = shardsOf(member).size();
			if (owned < shards / size || owned > (shards + size - 1) / size) {
				return false;
			}
			sum += owned;
		}
		return sum == shards;
	}

	void awaitBalanced() throws Exception {
		Waiting.until("balanced, owners are " + owners(), SETTLED, this::balanced);
	}

	/**
	 * Wait until the records put until now are handled, those of each shard.
	 */
	void awaitHandled(long count) throws Exception {
		Waiting.until("all " + count + " records handled", SETTLED, () -> refresh().missing(count) == 0);
	}

	@Override
	public void close() throws IOException {
		this.load.close();
		for (Member member : this.all) {
			member.close();
		}
		this.server.close();
		print();
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	/** What the members logged, without handlers that failed as they were told to. */
	private void print() throws IOException {
		for (Member member : this.all) {
			for (String line : Files.readAllLines(this.directory.resolve(member.clientId() + ".log"))) {
				if (line.startsWith("[") && !line.contains("the handler of shard")) {
					System.out.println(member + ": " + line);
				}
			}
		}
	}

}
