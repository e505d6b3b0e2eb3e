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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisModel;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every parameter that the AWS SDK knows is either read or refused, and nothing is
 * refused that it does not know.
 */
class UnmodelledTests {

	private static final Path SOURCES = Path.of("src", "main", "java", "io", "kinsumer", "test", "server", "codec");

	/** In the words of its documentation: not implemented, reserved for future use. */
	private static final Set<String> NOT_IMPLEMENTED_BY_AWS = Set.of("StreamId");

	@Test
	void everyParameterOfTheSdkIsReadOrRefused() throws Exception {
		String kinesis = sources(false);
		String dynamoDb = sources(true);
		Set<String> neither = new TreeSet<>();
		for (String operation : operations()) {
			for (String member : members(operation)) {
				String name = member.substring(member.lastIndexOf('.') + 1);
				String sources = type(operation).getName().contains(".dynamodb.") ? dynamoDb : kinesis;
				if (!sources.contains('"' + name + '"') && !Unmodelled.NAMES.contains(name)
						&& !NOT_IMPLEMENTED_BY_AWS.contains(name)) {
					neither.add(member);
				}
			}
		}
		assertThat(neither).isEmpty();
	}

	@Test
	void noNameIsRefusedThatTheSdkDoesNotKnow() throws Exception {
		Set<String> known = new HashSet<>();
		for (String operation : operations()) {
			members(operation).forEach((member) -> known.add(member.substring(member.lastIndexOf('.') + 1)));
		}
		assertThat(known).containsAll(Unmodelled.NAMES);
	}

	@Test
	void parametersAreRefusedWithinStructures() {
		Fields fields = Fields.read("{\"A\":{\"B\":{\"Tags\":[],\"Bogus\":1}}}".getBytes(StandardCharsets.UTF_8),
				Protocol.JSON_1_1);
		assertThatCode(fields::refuseUnmodelled).doesNotThrowAnyException();
		assertThat(fields.requireStructure("A").requireStructure("B")).isNotNull();
		assertThatExceptionOfType(ServiceException.class).isThrownBy(fields::refuseUnmodelled)
			.withMessage("Member Tags is not supported by the embedded server; leave it out");
	}

	private static Set<String> operations() {
		return new Operations(new KinesisModel(Clock.systemUTC()), new DynamoDbModel(Clock.systemUTC())).names();
	}

	private static String sources(boolean dynamoDb) throws IOException {
		StringBuilder sources = new StringBuilder();
		try (Stream<Path> files = Files.list(SOURCES)) {
			for (Path file : files.filter((it) -> isOf(it, dynamoDb)).toList()) {
				sources.append(Files.readString(file));
			}
		}
		return sources.toString();
	}

	private static boolean isOf(Path file, boolean dynamoDb) {
		String name = file.getFileName().toString();
		return !name.equals("Unmodelled.java")
				&& dynamoDb == (name.startsWith("DynamoDb") || name.startsWith("AttributeCodec"));
	}

	private static Class<?> type(String operation) throws ClassNotFoundException {
		try {
			return Class.forName("software.amazon.awssdk.services.kinesis.model." + operation + "Request");
		}
		catch (ClassNotFoundException ex) {
			return Class.forName("software.amazon.awssdk.services.dynamodb.model." + operation + "Request");
		}
	}

	private static List<String> members(String operation) throws Exception {
		List<String> members = new ArrayList<>();
		collect(operation, (SdkPojo) type(operation).getMethod("builder").invoke(null), members);
		return members;
	}

	private static void collect(String path, SdkPojo pojo, List<String> members) {
		if (pojo instanceof AttributeValue.Builder) {
			return;
		}
		for (SdkField<?> field : pojo.sdkFields()) {
			String member = path + "." + field.locationName();
			members.add(member);
			if (!Unmodelled.NAMES.contains(field.locationName())) {
				descend(member, field, members);
			}
		}
	}

	private static void descend(String path, SdkField<?> field, List<String> members) {
		if (field.marshallingType() == MarshallingType.SDK_POJO) {
			collect(path, field.constructor().get(), members);
		}
		else if (field.marshallingType() == MarshallingType.LIST) {
			descend(path, field.getTrait(ListTrait.class).memberFieldInfo(), members);
		}
		else if (field.marshallingType() == MarshallingType.MAP) {
			descend(path, field.getTrait(MapTrait.class).valueFieldInfo(), members);
		}
	}

}
