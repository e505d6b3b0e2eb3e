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

package io.kinsumer.spring.event.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What it writes and reads, against a run of Go's {@code encoding/json}: see
 * {@code golden.go} among the resources.
 */
class JsonEnvelopeCodecTests {

	private static final byte[] DATA = "{\"order\":1}".getBytes(StandardCharsets.UTF_8);

	private static final Instant TIME = Instant.parse("2026-11-28T18:55:14.123456789Z");

	private final JsonEnvelopeCodec codec = new JsonEnvelopeCodec();

	@Test
	void writesEveryByteAsGoDoes() {
		List<String> written = messages().map(this.codec::write)
			.map((bytes) -> new String(bytes, StandardCharsets.UTF_8))
			.toList();
		assertThat(written).containsExactlyElementsOf(lines("written.txt"));
	}

	@Test
	void readsWhatGoWrites() {
		List<EventMessage> read = lines("written.txt").stream().map(this::read).toList();
		List<EventMessage> expected = messages()
			.map((each) -> each.id().equals("invalid") ? with(each, "a\ufffdb", each.time()) : each)
			.toList();
		assertThat(read).containsExactlyElementsOf(expected);
	}

	@ParameterizedTest
	@MethodSource("documents")
	void readsWhatGoReads(String document, String result) {
		ByteBuffer data = ByteBuffer.wrap(Base64.getDecoder().decode(document));
		if (result.equals("refused")) {
			assertThatThrownBy(() -> this.codec.read(data)).isExactlyInstanceOf(EnvelopeException.class);
		}
		else {
			EventMessage message = Objects.requireNonNull(this.codec.read(data));
			assertThat(new String(this.codec.write(message), StandardCharsets.UTF_8)).isEqualTo(result);
		}
	}

	static Stream<String[]> documents() {
		return lines("read.txt").stream().map((line) -> line.split("\t"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "7", "text", "{}", "{", "{\"message_id\":\"a\"}",
			"{\"stream_name\":\"a\",\"data\":7}", "{\"order\":1}", "{\"order\":", "{\"data\":{\"message_id\":1}}",
			"\ufeff{\"message_id\":\"a\",\"stream_name\":\"s\",\"data\":\"AQI=\"}" })
	void everythingElseIsNoEnvelope(String document) {
		assertThat(this.codec.read(buffer(document))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message_id\":\"a\",\"stream_name\":\"s\"}",
			"{\"message_id\":\"a\",\"stream_name\":\"s\",\"data\":null}", "{\"message_id\":\"a\",\"data\":\"AQI=\"}",
			"{\"message_id\":\"\",\"stream_name\":\"s\",\"data\":\"AQI=\"}" })
	void anEmptyMessageIsRefused(String document) {
		assertThatExceptionOfType(EmptyMessageException.class).isThrownBy(() -> read(document))
			.withMessageContaining("it has no ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01" })
	void aTimeThatNobodyCanWriteIsRefused(String time) {
		assertThatExceptionOfType(EnvelopeException.class)
			.isThrownBy(() -> read("{\"message_id\":\"7\",\"stream_name\":\"orders\",\"data\":\"\",\"message_time\":\""
					+ time + "\"}"))
			.withMessageContaining("'message_time'");
	}

	@Test
	void whatIsUnknownIsIgnoredHoweverLargeOrDeep() {
		String rest = ",\"message_id\":\"7\",\"stream_name\":\"orders\",\"data\":\"\"}";
		assertThat(read("{\"more\":" + "9".repeat(100_000) + rest).id()).isEqualTo("7");
		assertThat(read("{\"more\":1e" + "9".repeat(100_000) + rest).id()).isEqualTo("7");
		assertThat(read("{\"" + "n".repeat(100_000) + "\":1" + rest).id()).isEqualTo("7");
		assertThat(read("{\"more\":" + "[".repeat(9_999) + "]".repeat(9_999) + rest).id()).isEqualTo("7");
		assertThatExceptionOfType(EnvelopeException.class)
			.isThrownBy(() -> read(rest.replaceFirst(",", "{").replace("}", ",\"more\":" + "[".repeat(1_000_000))));
	}

	@Test
	void saysWhatIsWrongWithoutQuotingIt() {
		assertThatExceptionOfType(EnvelopeException.class)
			.isThrownBy(() -> read("{\"message_id\":\"7\",\"stream_name\":\"orders\",\"data\":\"se cret\"}"))
			.withMessage("the envelope of message 7, stream orders, cannot be read: 'data' is not Base64 of the "
					+ "standard alphabet with padding")
			.withNoCause();
		assertThatExceptionOfType(EnvelopeException.class)
			.isThrownBy(
					() -> read("{\"message_id\":\"7\",\"stream_name\":\"orders\",\"message_headers\":{\"token\":5}}"))
			.withMessageContaining("'message_headers.token' must be a text");
	}

	@Test
	void whatIsWrongIsToldInShort() {
		String large = "x".repeat(100_000);
		assertThatExceptionOfType(EnvelopeException.class)
			.isThrownBy(() -> read("{\"message_id\":\"" + large + "\",\"stream_name\":\"" + large
					+ "\",\"message_headers\":{\"" + large + "\":1},\"data\":\"\"}"))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(1000));
	}

	@Test
	void aTimeThatGoCannotWriteIsRefused() {
		EventMessage message = with(messages().findFirst().orElseThrow(), "", Instant.parse("+10000-01-01T00:00:00Z"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.write(message));
	}

	@Test
	void whatIsWrittenIsRead() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int i = 0; i < 2000; i++) {
			EventMessage message = random(random);
			assertThat(this.codec.read(ByteBuffer.wrap(this.codec.write(message)))).as("seed %d, message %d", seed, i)
				.isEqualTo(message);
		}
	}

	private static EventMessage random(Random random) {
		Map<String, String> headers = new HashMap<>();
		for (int i = random.nextInt(5); i > 0; i--) {
			headers.put(text(random), text(random));
		}
		byte[] data = new byte[random.nextInt(50)];
		random.nextBytes(data);
		Instant time = Instant.ofEpochSecond(random.nextLong(-62135596800L, 253402300800L),
				random.nextBoolean() ? random.nextInt(1_000_000_000) : random.nextInt(1000) * 1_000_000L);
		return new EventMessage("id" + text(random), "s" + text(random), text(random), headers, text(random), data,
				time);
	}

	private static String text(Random random) {
		return IntStream.generate(() -> switch (random.nextInt(4)) {
			case 0 -> random.nextInt(0x80);
			case 1 -> "\"\\<>&/\u2028\u2029\ufffd\ufeff\u017f\u212a".charAt(random.nextInt(12));
			case 2 -> random.nextInt(0x80, 0xd800);
			default -> random.nextInt(0xe000, 0x110000);
		}).limit(random.nextInt(12)).mapToObj(Character::toString).collect(Collectors.joining());
	}

	private EventMessage read(String document) {
		return Objects.requireNonNull(this.codec.read(buffer(document)));
	}

	private static ByteBuffer buffer(String document) {
		return ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
	}

	/**
	 * As {@code golden.go} makes them.
	 */
	private static Stream<EventMessage> messages() {
		String controls = IntStream.range(0, 0x20).mapToObj(Character::toString).collect(Collectors.joining())
				+ "\u007f";
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) i;
		}
		return Stream.of(
				message("plain", "customer-7", Map.of("b", "2", "a", "1", "A", "0", "traceparent", "00-1-2-01"), DATA,
						TIME),
				message("no-key", "", Map.of(), DATA, TIME),
				message("html <>&'\"/\\", "customer-7", Map.of("<name>&", "a<b && c>d"), DATA, TIME),
				message("lines\u2028\u2029\u00e9\u20ac\ud83d\ude00\ufffd\ufeff", "customer-7", Map.of(), DATA, TIME),
				message("control", controls, Map.of(), DATA, TIME),
				message("invalid", "a\ud83db", Map.of(), DATA, TIME),
				message("order", "customer-7",
						Map.of("\ud83d\ude00", "after", "\uffee", "before", "z", "first", "", "empty"), DATA, TIME),
				message("empty", "customer-7", Map.of(), new byte[0], TIME),
				message("one", "customer-7", Map.of(), new byte[] { (byte) 0xfb }, TIME),
				message("two", "customer-7", Map.of(), new byte[] { (byte) 0xff, (byte) 0xfe }, TIME),
				message("all", "customer-7", Map.of(), all, TIME), at("whole-second", "2026-01-02T03:04:05Z"),
				at("millis", "2026-01-02T03:04:05.12Z"), at("one-nano", "2026-01-02T03:04:05.000000001Z"),
				at("zero-time", "0001-01-01T00:00:00Z"), at("early", "0007-01-02T03:04:05Z"),
				at("last", "9999-12-31T23:59:59.999999999Z"));
	}

	private static EventMessage at(String id, String time) {
		return message(id, "customer-7", Map.of(), DATA, Instant.parse(time));
	}

	private static EventMessage message(String id, String key, Map<String, String> headers, byte[] data, Instant time) {
		return new EventMessage(id, "orders", key, headers, "application/json", data, time);
	}

	private static EventMessage with(EventMessage message, String key, Instant time) {
		return new EventMessage(message.id(), message.stream(), key, message.headers(), message.contentType(),
				message.data(), time);
	}

	private static List<String> lines(String resource) {
		try (InputStream input = Objects.requireNonNull(JsonEnvelopeCodecTests.class.getResourceAsStream(resource))) {
			// Not by lines(): that also ends a line at what the texts contain.
			return List.of(new String(input.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
