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

package io.kinsumer.test.conformance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shape of errors on the wire, from <em>Error handling</em> in the developer guide of
 * DynamoDB: HTTP 400, the code in {@code __type} behind a namespace and {@code #}, which
 * clients drop, a message, the id of the request, and a checksum. Messages are not
 * compared.
 */
interface DynamoDbWireConformance extends DynamoDbConformance {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "DescribeTable|{\"TableName\":\"nowhere\"}|ResourceNotFoundException",
					"GetItem|{\"TableName\":\"nowhere\",\"Key\":{\"a\":{\"S\":\"x\"}}}|ResourceNotFoundException",
					"PutItem|{}|ValidationException", "GetItem|{|SerializationException",
					"GetItem|{\"TableName\":1}|SerializationException", "Nothing|{}|UnknownOperationException" })
	default void errorsHaveACode(String operation, String body, String code) {
		RawAnswer answer = RawAnswer.to(endpoint(), "DynamoDB_20120810." + operation, "application/x-amz-json-1.0",
				body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(answer.header("x-amzn-RequestId")).isNotBlank();
		assertThat(answer.header("x-amz-crc32")).isEqualTo(answer.checksum());
	}

}
