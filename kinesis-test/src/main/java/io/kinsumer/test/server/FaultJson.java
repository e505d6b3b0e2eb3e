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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinsumer.test.fault.EntryFaultBuilder;
import io.kinsumer.test.fault.FaultAction;
import io.kinsumer.test.fault.FaultBuilder;
import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.FaultSchedule;
import io.kinsumer.test.fault.FaultSelection;
import io.kinsumer.test.fault.FaultSelector;
import io.kinsumer.test.fault.Service;
import org.jspecify.annotations.Nullable;

/**
 * Rules of faults as JSON.
 */
final class FaultJson {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private static final Set<String> MEMBERS = Set.of("operations", "entries", "service", "stream", "shard",
			"partitionKey", "table", "skip", "times", "probability", "seed", "afterEffect", "fault", "code", "status",
			"message", "millis", "bytesPerSecond", "events");

	/** The members that mean something for one fault only. */
	private static final Map<String, String> MEMBERS_OF_FAULTS = Map.of("code", "error", "status", "error", "message",
			"error", "millis", "delay", "bytesPerSecond", "slowBytes", "events", "endSubscription");

	private static final List<String> FAULTS = List.of("throttle", "error", "delay", "refuseConnection", "dropRequest",
			"dropAnswer", "expireIterator", "slowBytes", "endSubscription");

	private FaultJson() {
	}

	/**
	 * Add a rule.
	 * @throws IllegalArgumentException naming the value, the rule and the remedy
	 */
	static FaultRule add(FaultRules rules, String json) {
		JsonNode node = parse(json);
		requireNoneUseless(node);
		FaultBuilder builder = builder(rules, node);
		if (flag(node, "entries")) {
			EntryFaultBuilder entries = builder.entries();
			select(entries, node);
			return action(entries, node);
		}
		select(builder, node);
		return action(builder, node);
	}

	private static void requireNoneUseless(JsonNode node) {
		if (node.hasNonNull("seed") && !node.hasNonNull("probability")) {
			throw new IllegalArgumentException("seed means nothing without probability: leave it out");
		}
		String fault = text(node, "fault");
		for (Map.Entry<String, String> member : new TreeMap<>(MEMBERS_OF_FAULTS).entrySet()) {
			if (fault != null && FAULTS.contains(fault) && node.hasNonNull(member.getKey())
					&& !member.getValue().equals(fault)) {
				throw new IllegalArgumentException(member.getKey() + " is for fault '" + member.getValue()
						+ "' and means nothing for '" + fault + "': leave it out");
			}
		}
	}

	private static void select(FaultSelection<?> selection, JsonNode node) {
		String service = text(node, "service");
		if (service != null) {
			selection.service(service(service));
		}
		select(node, "stream", selection::stream);
		select(node, "shard", selection::shard);
		select(node, "partitionKey", selection::partitionKey);
		select(node, "table", selection::table);
		selection.skip(number(node, "skip", 0)).times(number(node, "times", Long.MAX_VALUE));
		if (node.hasNonNull("probability")) {
			if (!node.get("probability").isNumber()) {
				throw new IllegalArgumentException("probability must be a number, more than 0, at most 1");
			}
			selection.probability(node.get("probability").doubleValue(), number(node, "seed", 0));
		}
		if (flag(node, "afterEffect")) {
			selection.afterEffect();
		}
	}

	private static void select(JsonNode node, String name, Consumer<String> setter) {
		String text = text(node, name);
		if (text != null) {
			setter.accept(text);
		}
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
			case "endSubscription" ->
				builder.endSubscription((int) Math.max(-1, Math.min(number(node, "events", 0), Integer.MAX_VALUE)));
			default -> throw new IllegalArgumentException(
					"fault is '" + fault + "' but must be one of " + String.join(", ", FAULTS));
		};
	}

	private static FaultRule action(EntryFaultBuilder builder, JsonNode node) {
		String fault = text(node, "fault");
		if ("throttle".equals(fault)) {
			return builder.throttle();
		}
		if (!"error".equals(fault)) {
			throw new IllegalArgumentException(
					"fault is '" + fault + "' but for entries of a call it must be throttle or error");
		}
		if (node.hasNonNull("status")) {
			throw new IllegalArgumentException("Entries of a call have no status of their own: leave it out");
		}
		String message = text(node, "message");
		return builder.error(code(node), (message != null) ? message : FaultBuilder.MESSAGE);
	}

	private static String code(JsonNode node) {
		String code = text(node, "code");
		if (code == null) {
			throw new IllegalArgumentException("A fault 'error' needs a code, such as \"InternalFailure\"");
		}
		return code;
	}

	private static FaultRule refuseConnection(FaultBuilder builder, JsonNode node) {
		boolean ends = Stream.of("operations", "service", "stream", "shard", "partitionKey", "table", "times")
			.anyMatch(node::hasNonNull);
		if (!ends) {
			throw new IllegalArgumentException("A fault 'refuseConnection' for all calls would refuse its own removal,"
					+ " too: give it times, or say which calls, such as \"service\":\"KINESIS\"");
		}
		return builder.refuseConnection();
	}

	private static FaultRule error(FaultBuilder builder, JsonNode node) {
		String code = code(node);
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
		if (selector.entries()) {
			json.put("entries", true);
		}
		if (selector.service() != null) {
			json.put("service", selector.service().name());
		}
		put(json, "stream", selector.stream());
		put(json, "shard", selector.shard());
		put(json, "partitionKey", selector.partitionKey());
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
			json.put("fault", "error").put("code", error.code()).put("message", error.message());
			if (!rule.selector().entries()) {
				json.put("status", error.status());
			}
		}
		else if (action instanceof FaultAction.Delay delay) {
			json.put("fault", "delay").put("millis", delay.duration().toMillis());
		}
		else if (action instanceof FaultAction.SlowBytes slow) {
			json.put("fault", "slowBytes").put("bytesPerSecond", slow.bytesPerSecond());
		}
		else if (action instanceof FaultAction.EndSubscription end) {
			json.put("fault", "endSubscription").put("events", end.events());
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
