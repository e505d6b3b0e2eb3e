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

package io.kinsumer.spring.converter;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.StringValue;
import com.google.protobuf.UInt64Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DefaultPayloadConverterTests {

	private static final MimeType TEXT = MimeTypeUtils.TEXT_PLAIN;

	private static final MimeType JSON = MimeTypeUtils.APPLICATION_JSON;

	private final DefaultPayloadConverter bare = new DefaultPayloadConverter(List.of());

	private final DefaultPayloadConverter converter = new DefaultPayloadConverter(
			List.of(new ProtobufPayloadConverter(), new JsonPayloadConverter(JsonMapper.builder().build())));

	@Test
	void refusesTextThatIsNotUtf8() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.bare.read(ByteBuffer.wrap(new byte[] { (byte) 0xff }), String.class, null))
			.withMessageContaining("not UTF-8");
	}

	@Test
	void bytesAndTextNeedNoLibrary() {
		assertThat(this.bare.canRead(String.class)).isTrue();
		assertThat(this.bare.canRead(byte[].class)).isTrue();
		assertThat(this.bare.canRead(ByteBuffer.class)).isTrue();
		assertThat(this.bare.write("ü", null)).containsExactly(0xc3, 0xbc);
		assertThat(this.bare.read(ByteBuffer.wrap(new byte[] { (byte) 0xc3, (byte) 0xbc }), String.class, null))
			.isEqualTo("ü");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain;charset=ISO-8859-1", "text/plain;charset=\"iso-8859-1\"",
			"application/json;charset=latin1", "application/x-whatever;charset=ISO-8859-1" })
	void textHasTheCharsetOfItsContentType(String contentType) {
		MimeType type = ContentTypes.of(Map.of("contentType", contentType));
		assertThat(this.converter.write("ü", type)).containsExactly(0xfc);
		assertThat(this.converter.read(ByteBuffer.wrap(new byte[] { (byte) 0xfc }), String.class, type)).isEqualTo("ü");
		assertThatExceptionOfType(PayloadConversionException.class).isThrownBy(() -> this.converter.write("字", type))
			.withMessageContaining("ISO-8859-1");
	}

	@Test
	void emptyPayloadsAreEmptyTextAndBytes() {
		ByteBuffer nothing = ByteBuffer.allocate(0);
		assertThat(this.converter.read(nothing, String.class, null)).isEqualTo("");
		assertThat(this.converter.read(nothing, byte[].class, JSON)).isEqualTo(new byte[0]);
		assertThat(this.converter.read(nothing, StringValue.class, null)).isEqualTo(StringValue.getDefaultInstance());
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.converter.read(nothing, Order.class, null));
	}

	@Test
	void jsonNullIsNoObject() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.converter.read(ByteBuffer.wrap("null".getBytes()), Order.class, null))
			.withMessageContaining("JSON null");
	}

	@Test
	void writesABufferWithoutMovingIt() {
		ByteBuffer buffer = ByteBuffer.wrap(new byte[] { 1, 2, 3 }).position(1);
		assertThat(this.bare.write(buffer, null)).containsExactly(2, 3);
		assertThat(buffer.position()).isEqualTo(1);
	}

	@Test
	void objectsNeedALibrary() {
		assertThat(this.bare.canRead(Order.class)).isFalse();
		assertThat(this.bare.canWrite(new Order(1), null)).isFalse();
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.bare.write(new Order(1), null))
			.withMessageContaining(Order.class.getName())
			.withMessageContaining("spring-boot-starter-jackson");
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.bare.write(StringValue.of("x"), null))
			.withMessageContaining("Protobuf");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/json;charset=UTF-8", "text/json",
			"application/vnd.shop.order+json", "" })
	void objectsAreReadFromJson(String contentType) {
		MimeType type = ContentTypes.of(Map.of("contentType", contentType));
		assertThat(this.converter.read(bytes("{\"id\":7}"), Order.class, type)).isEqualTo(new Order(7));
		assertThat(this.converter.write(new Order(7), type)).asString(StandardCharsets.UTF_8).isEqualTo("{\"id\":7}");
	}

	@Test
	void genericTypesAreReadFromJson() {
		Type orders = ResolvableType.forClassWithGenerics(List.class, Order.class).getType();
		assertThat(this.converter.read(bytes("[{\"id\":7}]"), orders, null)).isEqualTo(List.of(new Order(7)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-protobuf", "application/x-google-protobuf", "application/protobuf",
			"application/vnd.google.protobuf", "application/octet-stream", "" })
	void messagesAreReadFromProtobuf(String contentType) throws InvalidProtocolBufferException {
		MimeType type = ContentTypes.of(Map.of("contentType", contentType));
		StringValue message = StringValue.of("hello");
		byte[] bytes = this.converter.write(message, type);
		assertThat(StringValue.parseFrom(bytes)).isEqualTo(message);
		assertThat(this.converter.read(ByteBuffer.wrap(bytes), StringValue.class, type)).isEqualTo(message);
	}

	@Test
	void refusesWhatIsNoProtobufMessage() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.converter.read(bytes("{}"), UInt64Value.class, null))
			.withMessageContaining("UInt64Value");
		assertThat(this.converter.canRead(MessageLite.class)).isFalse();
	}

	@Test
	void refusesAContentTypeThatNoneKnows() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.converter.read(bytes("7"), Order.class, TEXT))
			.withMessageContaining("text/plain")
			.withMessageContaining(Order.class.getName())
			.withMessageContaining("only application/json can")
			.withMessageContaining("take it as byte[]")
			.withMessageContaining("bean of type PayloadConverter");
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.converter.read(bytes("{}"), StringValue.class, JSON))
			.withMessageContaining("application/json")
			.withMessageContaining("only application/x-protobuf can");
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.converter.write(new Order(7), TEXT))
			.withMessageContaining("cannot be written as text/plain")
			.withMessageContaining("only application/json can");
		assertThat(this.converter.canRead(Order.class, TEXT)).isFalse();
		assertThat(this.converter.canRead(Order.class, JSON)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "text/", "a/b/c", "text/plain;charset=klingon", "\u0000" })
	void namesAHeaderThatIsNoContentType(String header) {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> ContentTypes.of(Map.of("contentType", header)))
			.withMessageContaining("'contentType'")
			.withMessageContaining("'" + header + "'");
	}

	@Test
	void convertersOfTheApplicationComeFirst() {
		PayloadConverter mine = new UpperCase();
		DefaultPayloadConverter both = new DefaultPayloadConverter(
				List.of(mine, new JsonPayloadConverter(JsonMapper.builder().build())));
		assertThat(both.read(bytes("abc"), String.class, TEXT)).isEqualTo("ABC");
		assertThat(both.read(bytes("abc"), String.class, null)).isEqualTo("abc");
		assertThat(both.write("abc", TEXT)).asString(StandardCharsets.UTF_8).isEqualTo("ABC");
		assertThat(both.write("abc", null)).asString(StandardCharsets.UTF_8).isEqualTo("abc");
	}

	@Test
	void onlyConvertersThatKnowTellWhatTheyWrite() {
		assertThat(this.converter.contentType(new Order(1))).isEqualTo(JSON);
		assertThat(this.converter.contentType(StringValue.of("x"))).hasToString("application/x-protobuf");
		assertThat(this.converter.contentType("text")).isNull();
		assertThat(this.converter.contentType(new byte[1])).isNull();
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	record Order(int id) {

	}

	private static final class UpperCase implements PayloadConverter {

		@Override
		public boolean canRead(Type type) {
			return type == String.class;
		}

		@Override
		public boolean canRead(Type type, MimeType contentType) {
			return canRead(type) && TEXT.equals(contentType);
		}

		@Override
		public Object read(ByteBuffer data, Type type, MimeType contentType) {
			return StandardCharsets.UTF_8.decode(data).toString().toUpperCase();
		}

		@Override
		public boolean canWrite(Object payload, MimeType contentType) {
			return payload instanceof String && TEXT.equals(contentType);
		}

		@Override
		public byte[] write(Object payload, MimeType contentType) {
			return ((String) payload).toUpperCase().getBytes(StandardCharsets.UTF_8);
		}

	}

}
