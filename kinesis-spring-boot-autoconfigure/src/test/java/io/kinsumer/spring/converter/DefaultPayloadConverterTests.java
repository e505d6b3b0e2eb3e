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

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DefaultPayloadConverterTests {

	private final DefaultPayloadConverter converter = new DefaultPayloadConverter(null);

	@Test
	void refusesTextThatIsNotUtf8() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.converter.read(ByteBuffer.wrap(new byte[] { (byte) 0xff }), String.class))
			.withMessageContaining("not UTF-8");
	}

	@Test
	void bytesAndTextNeedNoJackson() {
		assertThat(this.converter.canRead(String.class)).isTrue();
		assertThat(this.converter.canRead(byte[].class)).isTrue();
		assertThat(this.converter.canRead(ByteBuffer.class)).isTrue();
		assertThat(this.converter.write("ü")).containsExactly(0xc3, 0xbc);
		assertThat(this.converter.read(ByteBuffer.wrap(new byte[] { (byte) 0xc3, (byte) 0xbc }), String.class))
			.isEqualTo("ü");
	}

	@Test
	void writesABufferWithoutMovingIt() {
		ByteBuffer buffer = ByteBuffer.wrap(new byte[] { 1, 2, 3 }).position(1);
		assertThat(this.converter.write(buffer)).containsExactly(2, 3);
		assertThat(buffer.position()).isEqualTo(1);
	}

	@Test
	void objectsNeedJackson() {
		assertThat(this.converter.canRead(Integer.class)).isFalse();
		assertThatExceptionOfType(PayloadConversionException.class).isThrownBy(() -> this.converter.write(1))
			.withMessageContaining("java.lang.Integer")
			.withMessageContaining("spring-boot-starter-jackson");
	}

}
