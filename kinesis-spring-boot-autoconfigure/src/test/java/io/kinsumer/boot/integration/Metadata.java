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

package io.kinsumer.boot.integration;

import java.util.List;
import java.util.Map;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.dynamodb.DynamoDbRequest;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;

/**
 * Looks into the metadata table of an embedded server.
 */
final class Metadata {

	private Metadata() {
	}

	/**
	 * The namespaces of the sessions that are there.
	 */
	static List<String> sessions(EmbeddedKinesisServer server) {
		return namespaces(server).stream().filter((namespace) -> namespace.startsWith("client:")).toList();
	}

	private static List<String> namespaces(EmbeddedKinesisServer server) {
		return server.dynamoDb()
			.scan(new DynamoDbRequest.Scan("kinsumer-metadata", DynamoDbRequest.Page.ALL, Placeholders.NONE, 0, 1))
			.items()
			.stream()
			.map((item) -> namespace(item))
			.toList();
	}

	private static String namespace(Map<String, Attribute> item) {
		return (item.get("namespace") instanceof Attribute.Text text) ? text.value() : "";
	}

}
