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

package io.kinsumer.test.server.codec;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisModel;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the page on testing says of the operations of the AWS SDK.
 */
class OperationsTests {

	private static final Path PAGE = Path.of("..", "docs", "testing.md");

	private static final Pattern CODE = Pattern.compile("`(\\w+)`");

	private final Operations operations = new Operations(new KinesisModel(Clock.systemUTC()),
			new DynamoDbModel(Clock.systemUTC()));

	@Test
	void thePageListsWhatIsRefusedOfKinesis() throws IOException {
		Set<String> refused = operationsOf(KinesisAsyncClient.class);
		assertThat(refused).containsAll(this.operations.kinesis());
		refused.removeAll(this.operations.kinesis());
		assertThat(listed("Refused of Kinesis")).isEqualTo(refused);
		assertRefused("Kinesis_20131202.", refused);
	}

	@Test
	void thePageListsWhatIsAnsweredOfDynamoDb() throws IOException {
		Set<String> all = operationsOf(DynamoDbAsyncClient.class);
		assertThat(all).containsAll(this.operations.dynamoDb());
		assertThat(listed("Answered of DynamoDB")).isEqualTo(this.operations.dynamoDb());
		all.removeAll(this.operations.dynamoDb());
		assertThat(all).isNotEmpty();
		assertRefused("DynamoDB_20120810.", all);
	}

	private void assertRefused(String prefix, Set<String> names) {
		byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
		for (String name : names) {
			assertThatExceptionOfType(ServiceException.class)
				.isThrownBy(() -> this.operations.run(prefix + name, Protocol.JSON_1_1, body))
				.withMessageContaining("does not offer " + prefix + name)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo("UnknownOperationException"))
				.satisfies((ex) -> assertThat(ex.status()).isEqualTo(400));
		}
	}

	/** The names of the operations in the paragraph or item that begins so. */
	private static Set<String> listed(String begin) throws IOException {
		String page = Files.readString(PAGE);
		int start = page.indexOf(begin);
		assertThat(start).as(begin).isPositive();
		String text = page.substring(start).split("\\n(\\n|- )", 2)[0];
		Matcher code = CODE.matcher(text);
		Set<String> names = new TreeSet<>();
		while (code.find()) {
			names.add(code.group(1));
		}
		names.remove("UnknownOperationException");
		return names;
	}

	private static Set<String> operationsOf(Class<?> client) {
		return Arrays.stream(client.getMethods())
			.filter((method) -> method.getParameterCount() > 0
					&& AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
					&& !method.getName().endsWith("Paginator"))
			.map(Method::getName)
			.map((name) -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
