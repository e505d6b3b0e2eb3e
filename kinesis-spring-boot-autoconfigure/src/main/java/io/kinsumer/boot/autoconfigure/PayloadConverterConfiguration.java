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

package io.kinsumer.boot.autoconfigure;

import java.util.List;

import com.google.protobuf.MessageLite;
import io.kinsumer.spring.annotation.KinesisListenerBeanNames;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.converter.ProtobufPayloadConverter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;

/**
 * How payloads are converted: by the converters of the application, then by those for
 * which there is a library.
 */
@Configuration(proxyBeanMethods = false)
class PayloadConverterConfiguration {

	/**
	 * Where there is no other converter, a list has none, while a provider has this one.
	 * What needs it asks for its name, because one of the application may be primary,
	 * too.
	 */
	@Bean(KinesisListenerBeanNames.PAYLOAD_CONVERTER)
	@Primary
	@ConditionalOnMissingBean(name = KinesisListenerBeanNames.PAYLOAD_CONVERTER)
	DefaultPayloadConverter kinesisPayloadConverter(ObjectProvider<List<PayloadConverter>> converters) {
		return new DefaultPayloadConverter(converters.getIfAvailable(List::of));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MessageLite.class)
	static class WithProtobuf {

		@Bean
		@Fallback
		@Order
		@ConditionalOnMissingBean
		ProtobufPayloadConverter kinesisProtobufPayloadConverter() {
			return new ProtobufPayloadConverter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	@ConditionalOnSingleCandidate(JsonMapper.class)
	static class WithJackson {

		@Bean
		@Fallback
		@Order
		@ConditionalOnMissingBean
		JsonPayloadConverter kinesisJsonPayloadConverter(JsonMapper mapper) {
			return new JsonPayloadConverter(mapper);
		}

	}

}
