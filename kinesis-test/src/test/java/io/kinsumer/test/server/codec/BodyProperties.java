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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a body is, the answer is a result or an error of AWS.
 */
class BodyProperties {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	/** Members as requests have them, to be put together at random. */
	private static final List<String> MEMBERS = List.of("'StreamName':'orders'", "'StreamARN':'arn:aws:kinesis:x'",
			"'ShardId':'shardId-000000000000'", "'ShardIteratorType':'AT_TIMESTAMP'", "'Timestamp':1e400",
			"'Timestamp':-1e300", "'Timestamp':1.5e9", "'Limit':99999999999", "'Limit':1.5", "'Limit':-1",
			"'PartitionKey':'k'", "'Data':'AA=='", "'Data':'A'", "'Records':[{'PartitionKey':'k','Data':''}]",
			"'Records':[null]", "'Records':[[]]", "'Records':{}", "'ShardCount':2", "'ShardCount':0",
			"'ShardFilter':{'Type':'FROM_TIMESTAMP','Timestamp':1e18}", "'ShardFilter':[]", "'NextToken':'x'",
			"'NextToken':''", "'ExplicitHashKey':'-1'", "'ExplicitHashKey':''", "'ShardIterator':'AAAA'",
			"'StartingPosition':{'Type':'AT_SEQUENCE_NUMBER'}",
			"'ConsumerARN':'arn:aws:kinesis:a:b:stream/x/consumer/'", "'ConsumerName':''", "'ResourceARN':':::::'",
			"'Tags':{'a':1}", "'Tags':[]", "'TagKeys':[1]", "'StreamModeDetails':{}", "'RetentionPeriodHours':-5",
			"'TargetShardCount':2147483647", "'ScalingType':'UNIFORM_SCALING'", "'MaxRecordSizeInKiB':2147483647",
			"'StreamCreationTimestamp':-1e30", "'ShardToSplit':'shardId-1'", "'NewStartingHashKey':'1'",
			"'ShardToMerge':'x'", "'AdjacentShardToMerge':'y'", "'ShardLevelMetrics':['ALL']", "'KeyId':''",
			"'EncryptionType':'KMS'", "'SequenceNumberForOrdering':'9'", "'StartingSequenceNumber':'0'",
			"'TableName':'items'", "'Key':{'pk':{'S':'a'}}", "'Key':{'pk':{'N':'NaN'}}", "'Key':{'pk':{}}",
			"'Key':{'pk':null}", "'Key':[]", "'Item':{'pk':{'S':'a'},'l':{'L':[{'M':{'x':{'NULL':true}}}]}}",
			"'Item':{'pk':{'SS':[]}}", "'Item':{'pk':{'NS':['1','1.0']}}", "'Item':{'pk':{'B':'*'}}",
			"'KeySchema':[{'AttributeName':'pk','KeyType':'HASH'}]", "'KeySchema':[]",
			"'AttributeDefinitions':[{'AttributeName':'pk','AttributeType':'S'}]", "'BillingMode':'PAY_PER_REQUEST'",
			"'ConditionExpression':'((('", "'ConditionExpression':'a = :b AND'", "'ConditionExpression':''",
			"'UpdateExpression':'SET a = a + :b'", "'UpdateExpression':'ADD'", "'KeyConditionExpression':'pk = :b'",
			"'ExpressionAttributeValues':{':b':{'N':'1e200'}}", "'ExpressionAttributeValues':{}",
			"'ExpressionAttributeNames':{'#':''}", "'ProjectionExpression':'a[99999999999]'",
			"'TimeToLiveSpecification':{'Enabled':true,'AttributeName':''}", "'TransactItems':[{}]",
			"'TransactItems':[{'Put':{}}]", "'RequestItems':{'items':[]}", "'RequestItems':{'items':[{}]}",
			"'RequestItems':{'items':{'Keys':[]}}", "'ExclusiveStartKey':{}", "'TotalSegments':-1", "'Segment':5");

	private final Operations operations = new Operations(new KinesisModel(Clock.systemUTC()),
			new DynamoDbModel(Clock.systemUTC()));

	private final List<String> targets = new ArrayList<>();

	BodyProperties() {
		new TreeSet<>(this.operations.kinesis()).forEach((name) -> this.targets.add("Kinesis_20131202." + name));
		new TreeSet<>(this.operations.dynamoDb()).forEach((name) -> this.targets.add("DynamoDB_20120810." + name));
		run("Kinesis_20131202.CreateStream", Protocol.JSON_1_1, json("{'StreamName':'orders','ShardCount':1}"));
		run("DynamoDB_20120810.CreateTable", Protocol.JSON_1_0,
				json("{'TableName':'items','BillingMode':'PAY_PER_REQUEST',"
						+ "'KeySchema':[{'AttributeName':'pk','KeyType':'HASH'}],"
						+ "'AttributeDefinitions':[{'AttributeName':'pk','AttributeType':'S'}]}"));
	}

	@Property(tries = 20)
	void membersInAnyCombinationAreAnswered(@ForAll Random random) {
		for (int i = 0; i < 2000; i++) {
			run(target(random), Protocol.JSON_1_1, json(body(random)));
		}
	}

	@Property(tries = 20)
	void damagedBodiesAreAnswered(@ForAll Random random, @ForAll @IntRange(max = 2) int protocol) throws IOException {
		for (int i = 0; i < 1000; i++) {
			byte[] body = json(body(random));
			if (Protocol.values()[protocol] == Protocol.CBOR_1_1) {
				body = cbor(body);
			}
			for (int damage = random.nextInt(4); damage >= 0 && body.length > 0; damage--) {
				body[random.nextInt(body.length)] = (byte) random.nextInt();
			}
			run(target(random), Protocol.values()[protocol], body);
		}
	}

	@Test
	void numbersThatAreNoneAreErrors() {
		for (String number : List.of("1e400", "-1e400", "1e-400", "9".repeat(900))) {
			assertThat(run("Kinesis_20131202.ListShards", Protocol.JSON_1_1,
					json("{'StreamName':'orders','ShardFilter':{'Type':'AT_TIMESTAMP','Timestamp':" + number + "}}")))
				.isIn("", "SerializationException", "InvalidArgumentException");
		}
		// half a precision NaN, and infinity
		for (byte high : new byte[] { 0x7e, 0x7c, (byte) 0xfc }) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			body.writeBytes(new byte[] { (byte) 0xa2, 0x6a });
			body.writeBytes("StreamName".getBytes(StandardCharsets.US_ASCII));
			body.write(0x66);
			body.writeBytes("orders".getBytes(StandardCharsets.US_ASCII));
			body.write(0x77);
			body.writeBytes("StreamCreationTimestamp".getBytes(StandardCharsets.US_ASCII));
			body.writeBytes(new byte[] { (byte) 0xf9, high, 0 });
			assertThat(run("Kinesis_20131202.ListShards", Protocol.CBOR_1_1, body.toByteArray()))
				.isEqualTo("SerializationException");
		}
	}

	@Test
	void bodiesNestedWithoutEndAreErrors() {
		for (Protocol protocol : Protocol.values()) {
			byte[] body = ((protocol == Protocol.CBOR_1_1) ? "\u009f" : "[").repeat(1_000_000)
				.getBytes(StandardCharsets.ISO_8859_1);
			assertThat(run("Kinesis_20131202.ListShards", protocol, body)).isEqualTo("SerializationException");
		}
	}

	/** The code of the error, if it is one of AWS; anything else is thrown. */
	private String run(String target, Protocol protocol, byte[] body) {
		try {
			if (Operations.isSubscription(target)) {
				this.operations.subscribe(protocol, body).close();
			}
			else {
				this.operations.run(target, protocol, body);
			}
			return "";
		}
		catch (ServiceException ex) {
			return ex.code();
		}
	}

	private String target(Random random) {
		return this.targets.get(random.nextInt(this.targets.size()));
	}

	private static String body(Random random) {
		List<String> members = new ArrayList<>(
				List.of(random.nextBoolean() ? "'StreamName':'orders'" : "'TableName':'items'"));
		for (int i = random.nextInt(8); i > 0; i--) {
			members.add(MEMBERS.get(random.nextInt(MEMBERS.size())));
		}
		return "{" + String.join(",", members) + "}";
	}

	private static byte[] json(String text) {
		return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] cbor(byte[] json) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (JsonGenerator generator = Protocol.CBOR_1_1.generator(out)) {
			MAPPER.writeTree(generator, MAPPER.readTree(json));
		}
		return out.toByteArray();
	}

}
