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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update expression that sets and removes single attributes and leaves all others as
 * they are.
 *
 * @param set what is set
 * @param remove what is removed
 */
record Update(Map<String, AttributeValue> set, List<String> remove) {

	Update {
		set = new TreeMap<>(set);
	}

	String expression() {
		List<String> assignments = new ArrayList<>();
		this.set.keySet().forEach((name) -> assignments.add("#" + name + " = :new_" + name));
		String expression = "SET " + String.join(", ", assignments);
		return this.remove.isEmpty() ? expression : expression + " REMOVE #" + String.join(", #", this.remove);
	}

	Map<String, String> names() {
		Map<String, String> names = Conditions.named(this.set.keySet().toArray(String[]::new));
		names.putAll(Conditions.named(this.remove.toArray(String[]::new)));
		return names;
	}

	Map<String, AttributeValue> values() {
		Map<String, AttributeValue> values = new HashMap<>();
		this.set.forEach((name, value) -> values.put(":new_" + name, value));
		return values;
	}

}
