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

package io.kinsumer.core.metadata.dynamodb;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.metadata.MetadataException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attribute names of the metadata table, and plain values from and to DynamoDB's.
 */
final class Attributes {

	static final String NAMESPACE = "namespace";

	static final String RESOURCE = "resource";

	static final String TTL = "ttl";

	static final String UPDATED_AT = "updatedAt";

	private Attributes() {
	}

	static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	static AttributeValue number(long value) {
		return AttributeValue.fromN(Long.toString(value));
	}

	static AttributeValue time(Instant value) {
		return AttributeValue.fromS(value.toString());
	}

	static Map<String, AttributeValue> key(String namespace, String resource) {
		return Map.of(NAMESPACE, text(namespace), RESOURCE, text(resource));
	}

	static String text(Map<String, AttributeValue> item, String name) {
		String value = optionalText(item, name);
		if (value == null) {
			throw malformed(item, name);
		}
		return value;
	}

	static @Nullable String optionalText(Map<String, AttributeValue> item, String name) {
		AttributeValue value = item.get(name);
		return (value != null) ? value.s() : null;
	}

	static long number(Map<String, AttributeValue> item, String name) {
		AttributeValue value = item.get(name);
		if (value == null || value.n() == null) {
			throw malformed(item, name);
		}
		return Long.parseLong(value.n());
	}

	static Instant time(Map<String, AttributeValue> item, String name) {
		return Instant.parse(text(item, name));
	}

	static Collection<String> texts(Map<String, AttributeValue> item, String name) {
		AttributeValue value = item.get(name);
		return (value != null) ? value.ss() : Set.of();
	}

	private static MetadataException malformed(Map<String, AttributeValue> item, String name) {
		return new MetadataException("item '" + optionalText(item, NAMESPACE) + "' / '" + optionalText(item, RESOURCE)
				+ "' of the metadata table has no usable attribute '" + name
				+ "': it was not written by this library; use another consumer-group or another table name, or delete "
				+ "the item", null);
	}

}
