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

package io.kinsumer.core.aggregation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;

/**
 * The messages of the KPL format by protobuf's own runtime: an independent witness.
 */
final class ReferenceMessages {

	static final Descriptor AGGREGATED_RECORD;

	static final Descriptor RECORD;

	static final Descriptor TAG;

	static {
		FileDescriptorProto file = FileDescriptorProto.newBuilder()
			.setName("kpl.proto")
			.setSyntax("proto2")
			.addMessageType(DescriptorProto.newBuilder()
				.setName("Tag")
				.addField(field("key", 1, Label.LABEL_REQUIRED, Type.TYPE_STRING))
				.addField(field("value", 2, Label.LABEL_OPTIONAL, Type.TYPE_STRING)))
			.addMessageType(DescriptorProto.newBuilder()
				.setName("Record")
				.addField(field("partition_key_index", 1, Label.LABEL_REQUIRED, Type.TYPE_UINT64))
				.addField(field("explicit_hash_key_index", 2, Label.LABEL_OPTIONAL, Type.TYPE_UINT64))
				.addField(field("data", 3, Label.LABEL_REQUIRED, Type.TYPE_BYTES))
				.addField(field("tags", 4, Label.LABEL_REPEATED, Type.TYPE_MESSAGE).setTypeName("Tag")))
			.addMessageType(DescriptorProto.newBuilder()
				.setName("AggregatedRecord")
				.addField(field("partition_key_table", 1, Label.LABEL_REPEATED, Type.TYPE_STRING))
				.addField(field("explicit_hash_key_table", 2, Label.LABEL_REPEATED, Type.TYPE_STRING))
				.addField(field("records", 3, Label.LABEL_REPEATED, Type.TYPE_MESSAGE).setTypeName("Record")))
			.build();
		try {
			FileDescriptor descriptor = FileDescriptor.buildFrom(file, new FileDescriptor[0]);
			AGGREGATED_RECORD = descriptor.findMessageTypeByName("AggregatedRecord");
			RECORD = descriptor.findMessageTypeByName("Record");
			TAG = descriptor.findMessageTypeByName("Tag");
		}
		catch (DescriptorValidationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private ReferenceMessages() {
	}

	private static FieldDescriptorProto.Builder field(String name, int number, Label label, Type type) {
		return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setLabel(label).setType(type);
	}

	static DynamicMessage.Builder aggregatedRecord() {
		return DynamicMessage.newBuilder(AGGREGATED_RECORD);
	}

	static DynamicMessage.Builder record(long partitionKeyIndex, byte[] data) {
		return DynamicMessage.newBuilder(RECORD)
			.setField(RECORD.findFieldByNumber(1), partitionKeyIndex)
			.setField(RECORD.findFieldByNumber(3), ByteString.copyFrom(data));
	}

	static DynamicMessage tag(String key, String value) {
		return DynamicMessage.newBuilder(TAG)
			.setField(TAG.findFieldByNumber(1), key)
			.setField(TAG.findFieldByNumber(2), value)
			.build();
	}

	static DynamicMessage.Builder addKey(DynamicMessage.Builder message, String key) {
		return message.addRepeatedField(AGGREGATED_RECORD.findFieldByNumber(1), key);
	}

	static DynamicMessage.Builder addHashKey(DynamicMessage.Builder message, String hashKey) {
		return message.addRepeatedField(AGGREGATED_RECORD.findFieldByNumber(2), hashKey);
	}

	static DynamicMessage.Builder addRecord(DynamicMessage.Builder message, DynamicMessage.Builder record) {
		return message.addRepeatedField(AGGREGATED_RECORD.findFieldByNumber(3), record.build());
	}

	/**
	 * One aggregate of records with the same key.
	 */
	static byte[] aggregate(String key, byte[]... data) {
		DynamicMessage.Builder message = addKey(aggregatedRecord(), key);
		for (byte[] each : data) {
			addRecord(message, record(0, each));
		}
		return frame(message.build().toByteArray());
	}

	static byte[] frame(byte[] body) {
		try {
			byte[] digest = MessageDigest.getInstance("MD5").digest(body);
			byte[] result = new byte[4 + body.length + 16];
			result[0] = (byte) 0xF3;
			result[1] = (byte) 0x89;
			result[2] = (byte) 0x9A;
			result[3] = (byte) 0xC2;
			System.arraycopy(body, 0, result, 4, body.length);
			System.arraycopy(digest, 0, result, 4 + body.length, 16);
			return result;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new AssertionError(ex);
		}
	}

}
