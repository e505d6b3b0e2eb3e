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

package io.kinsumer.test.server;

import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinsumer.test.fault.FaultAction;
import io.kinsumer.test.fault.FaultBuilder;
import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.FaultSchedule;
import io.kinsumer.test.fault.FaultSelector;
import io.kinsumer.test.fault.Service;
import org.jspecify.annotations.Nullable;

/**
 * Rules of faults as JSON.
 */
final class FaultJson {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private static final Set<String> MEMBERS = Set.of("operations", "service", "stream", "shard", "table", "skip",
			"times", "probability", "seed", "afterEffect", "fault", "code", "status", "message", "millis",
			"bytesPerSecond");

	private FaultJson() {
	}

	/**
	 * Add a rule.
	 * @throws IllegalArgumentException naming the value, the rule and the remedy
	 */
	static FaultRule add(FaultRules rules, String json) {
		JsonNode node = parse(json);
		FaultBuilder builder = builder(rules, node);
		String service = text(node, "service");
		if (service != null) {
			builder.service(service(service));
		}
		String stream = text(node, "stream");
		if (stream != null) {
			builder.stream(stream);
		}
		String shard = text(node, "shard");
		if (shard != null) {
			builder.shard(shard);
		}
		String table = text(node, "table");
		if (table != null) {
			builder.table(table);
		}
		builder.skip(number(node, "skip", 0)).times(number(node, "times", Long.MAX_VALUE));
		if (node.hasNonNull("probability")) {
			if (!node.get("probability").isNumber()) {
				throw new IllegalArgumentException("probability must be a number, 0 to 1");
			}
			builder.probability(node.get("probability").doubleValue(), number(node, "seed", 0));
		}
		if (flag(node, "afterEffect")) {
			builder.afterEffect();
		}
		return action(builder, node);
	}

	private static JsonNode parse(String json) {
		JsonNode node;
		try {
			node = MAPPER.readTree(json);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("The body is not valid JSON: " + ex.getOriginalMessage(), ex);
		}
		if (!node.isObject()) {
			throw new IllegalArgumentException("The body must be a JSON object, such as {\"operations\":"
					+ "[\"GetRecords\"],\"times\":3,\"fault\":\"throttle\"}");
		}
		for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
			String name = names.next();
			if (!MEMBERS.contains(name)) {
				throw new IllegalArgumentException("Member '" + name + "' is unknown; known are "
						+ String.join(", ", MEMBERS.stream().sorted().toList()));
			}
		}
		return node;
	}

	private static FaultBuilder builder(FaultRules rules, JsonNode node) {
		JsonNode operations = node.get("operations");
		if (operations == null || operations.isNull()) {
			return rules.onAny();
		}
		boolean texts = operations.isArray();
		for (JsonNode operation : operations) {
			texts &= operation.isTextual();
		}
		if (!texts) {
			throw new IllegalArgumentException("operations must be a list of names, such as [\"GetRecords\"]");
		}
		String[] names = new String[operations.size()];
		for (int i = 0; i < names.length; i++) {
			names[i] = operations.get(i).textValue();
		}
		return rules.on(names);
	}

	private static FaultRule action(FaultBuilder builder, JsonNode node) {
		String fault = text(node, "fault");
		return switch ((fault != null) ? fault : "") {
			case "throttle" -> builder.throttle();
			case "error" -> error(builder, node);
			case "delay" -> builder.delay(Duration.ofMillis(number(node, "millis", 0)));
			case "refuseConnection" -> refuseConnection(builder, node);
			case "dropRequest" -> builder.dropRequest();
			case "dropAnswer" -> builder.dropAnswer();
			case "expireIterator" -> builder.expireIterator();
			case "slowBytes" -> builder.slowBytes(number(node, "bytesPerSecond", 0));
			default -> throw new IllegalArgumentException("fault is '" + fault
					+ "' but must be throttle, error, delay, refuseConnection, dropRequest, dropAnswer, expireIterator"
					+ " or slowBytes");
		};
	}

	private static FaultRule refuseConnection(FaultBuilder builder, JsonNode node) {
		boolean ends = Stream.of("operations", "service", "stream", "shard", "table", "times")
			.anyMatch(node::hasNonNull);
		if (!ends) {
			throw new IllegalArgumentException("A fault 'refuseConnection' for all calls would refuse its own removal,"
					+ " too: give it times, or say which calls, such as \"service\":\"KINESIS\"");
		}
		return builder.refuseConnection();
	}

	private static FaultRule error(FaultBuilder builder, JsonNode node) {
		String code = text(node, "code");
		if (code == null) {
			throw new IllegalArgumentException("A fault 'error' needs a code, such as \"InternalFailure\"");
		}
		int status = (int) Math.max(0, Math.min(number(node, "status", 500), Integer.MAX_VALUE));
		String message = text(node, "message");
		return (message != null) ? builder.error(code, status, message) : builder.error(code, status);
	}

	private static Service service(String name) {
		for (Service service : Service.values()) {
			if (service.name().equals(name)) {
				return service;
			}
		}
		throw new IllegalArgumentException("service is '" + name + "' but must be KINESIS or DYNAMODB");
	}

	private static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.get(name);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isTextual()) {
			throw new IllegalArgumentException(name + " is " + value + " but must be a string");
		}
		return value.textValue();
	}

	private static long number(JsonNode node, String name, long otherwise) {
		JsonNode value = node.get(name);
		if (value == null || value.isNull()) {
			return otherwise;
		}
		if (!value.isIntegralNumber() || !value.canConvertToLong()) {
			throw new IllegalArgumentException(name + " is " + value + " but must be a whole number");
		}
		return value.longValue();
	}

	private static boolean flag(JsonNode node, String name) {
		JsonNode value = node.get(name);
		if (value != null && !value.isNull() && !value.isBoolean()) {
			throw new IllegalArgumentException(name + " is " + value + " but must be true or false");
		}
		return value != null && value.booleanValue();
	}

	static ObjectNode write(FaultRule rule) {
		ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", rule.id());
		FaultSelector selector = rule.selector();
		if (!selector.operations().isEmpty()) {
			selector.operations().forEach(json.putArray("operations")::add);
		}
		if (selector.service() != null) {
			json.put("service", selector.service().name());
		}
		put(json, "stream", selector.stream());
		put(json, "shard", selector.shard());
		put(json, "table", selector.table());
		FaultSchedule schedule = rule.schedule();
		if (schedule.skip() > 0) {
			json.put("skip", schedule.skip());
		}
		if (schedule.times() < Long.MAX_VALUE) {
			json.put("times", schedule.times());
		}
		if (schedule.probability() < 1) {
			json.put("probability", schedule.probability()).put("seed", schedule.seed());
		}
		if (rule.afterEffect()) {
			json.put("afterEffect", true);
		}
		writeAction(json, rule);
		return json.put("matched", rule.matched()).put("fired", rule.fired());
	}

	private static void put(ObjectNode json, String name, @Nullable String value) {
		if (value != null) {
			json.put(name, value);
		}
	}

	private static void writeAction(ObjectNode json, FaultRule rule) {
		FaultAction action = rule.action();
		if (action instanceof FaultAction.Error error) {
			json.put("fault", "error").put("code", error.code()).put("status", error.status());
			json.put("message", error.message());
		}
		else if (action instanceof FaultAction.Delay delay) {
			json.put("fault", "delay").put("millis", delay.duration().toMillis());
		}
		else if (action instanceof FaultAction.SlowBytes slow) {
			json.put("fault", "slowBytes").put("bytesPerSecond", slow.bytesPerSecond());
		}
		else if (action instanceof FaultAction.Drop) {
			json.put("fault", rule.afterEffect() ? "dropAnswer" : "dropRequest");
		}
		else if (action instanceof FaultAction.RefuseConnection) {
			json.put("fault", "refuseConnection");
		}
		else if (action instanceof FaultAction.ExpireIterator) {
			json.put("fault", "expireIterator");
		}
		else {
			json.put("fault", "throttle");
		}
	}

}
