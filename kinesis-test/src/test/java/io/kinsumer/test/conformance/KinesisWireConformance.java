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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shape of errors on the wire: the code in {@code __type}, perhaps behind a namespace
 * and {@code #}, as the protocol awsJson1_1 of Smithy has it. Messages are not compared.
 */
interface KinesisWireConformance extends KinesisConformance {

	/** From the common errors and, for the bodies, from what SDKs need to parse. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "DescribeStreamSummary|{\"StreamName\":\"nowhere\"}|ResourceNotFoundException",
					"DescribeStreamSummary|{|SerializationException",
					"DescribeStreamSummary|{\"StreamName\":1}|SerializationException" })
	default void errorsHaveACodeAndAMessage(String operation, String body, String code) {
		RawAnswer answer = RawAnswer.to(endpoint(), "Kinesis_20131202." + operation, "application/x-amz-json-1.1",
				body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(answer.message()).isNotBlank();
		assertThat(answer.header("x-amzn-RequestId")).isNotBlank();
	}

	/** A caller without permissions learns no more than that, says the other code. */
	@Test
	default void unknownOperationsAreRefused() {
		RawAnswer answer = RawAnswer.to(endpoint(), "Kinesis_20131202.Nothing", "application/x-amz-json-1.1", "{}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isIn("UnknownOperationException", "AccessDeniedException");
	}

}
