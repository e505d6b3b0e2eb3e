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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.StreamRef;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Faults and counts for other processes of this machine: {@code /_faults},
 * {@code /_requests} and {@code /_subscriptions}.
 */
final class ControlEndpoint {

	private static final String FAULTS = "/_faults";

	private static final String REQUESTS = "/_requests";

	private static final String SUBSCRIPTIONS = "/_subscriptions";

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private final FaultRules rules;

	private final Map<String, Gate> gates;

	private final KinesisModel kinesis;

	ControlEndpoint(FaultRules rules, KinesisModel kinesis, DynamoDbModel dynamoDb) {
		this.rules = rules;
		this.kinesis = kinesis;
		this.gates = new TreeMap<>(Map.of("kinesis", kinesis.gate(), "dynamodb", dynamoDb.gate()));
	}

	/** Return whether a request is for this endpoint rather than for a service. */
	static boolean owns(HttpRequest request) {
		return request.decoderResult().isSuccess() && request.uri().startsWith("/_");
	}

	FullHttpResponse answer(@Nullable SocketAddress caller, FullHttpRequest request) {
		boolean local = caller instanceof InetSocketAddress address && address.getAddress() != null
				&& address.getAddress().isLoopbackAddress();
		if (!local) {
			return problem(HttpResponseStatus.FORBIDDEN, "Only processes of this machine may ask for " + request.uri());
		}
		try {
			return answer(request);
		}
		catch (IllegalArgumentException ex) {
			return problem(HttpResponseStatus.BAD_REQUEST, Objects.requireNonNullElse(ex.getMessage(), "Bad request"));
		}
	}

	private FullHttpResponse answer(FullHttpRequest request) {
		String path = request.uri();
		HttpMethod method = request.method();
		if (path.equals(FAULTS) && HttpMethod.GET.equals(method)) {
			ArrayNode list = JSON.arrayNode();
			this.rules.rules().forEach((rule) -> list.add(FaultJson.write(rule)));
			return json(HttpResponseStatus.OK, JSON.objectNode().set("faults", list));
		}
		if (path.equals(FAULTS) && HttpMethod.POST.equals(method)) {
			String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
			if (!type.startsWith("application/json")) {
				throw new IllegalArgumentException("Content-Type is '" + type + "' but must be application/json");
			}
			FaultRule rule = FaultJson.add(this.rules, request.content().toString(StandardCharsets.UTF_8));
			return json(HttpResponseStatus.CREATED, FaultJson.write(rule));
		}
		if (path.equals(FAULTS) && HttpMethod.DELETE.equals(method)) {
			this.rules.clear();
			return empty();
		}
		if (path.matches(FAULTS + "/\\d{1,18}") && HttpMethod.DELETE.equals(method)) {
			return this.rules.remove(Long.parseLong(path.substring(FAULTS.length() + 1))) ? empty()
					: problem(HttpResponseStatus.NOT_FOUND, "There is no fault at " + path);
		}
		if (path.equals(REQUESTS) && HttpMethod.GET.equals(method)) {
			return json(HttpResponseStatus.OK, counts());
		}
		if (path.equals(REQUESTS) && HttpMethod.DELETE.equals(method)) {
			this.gates.values().forEach(Gate::resetCounts);
			return empty();
		}
		if (path.matches(SUBSCRIPTIONS + "/[a-zA-Z0-9_.-]{1,128}(/shardId-\\d{12})?")
				&& HttpMethod.DELETE.equals(method)) {
			return endSubscriptions(path.substring(SUBSCRIPTIONS.length() + 1).split("/"));
		}
		return problem(HttpResponseStatus.NOT_FOUND,
				method + " " + path + " is nothing here; there are GET, POST and"
						+ " DELETE /_faults, DELETE /_faults/{id}, GET and DELETE /_requests,"
						+ " DELETE /_subscriptions/{stream} and /_subscriptions/{stream}/{shard}");
	}

	private FullHttpResponse endSubscriptions(String[] names) {
		try {
			int ended = this.kinesis.endSubscriptions(StreamRef.named(names[0]), (names.length > 1) ? names[1] : null,
					new ServiceException("InternalFailureException", "A fault of the embedded server", 500));
			return json(HttpResponseStatus.OK, JSON.objectNode().put("ended", ended));
		}
		catch (ServiceException ex) {
			return problem(HttpResponseStatus.NOT_FOUND, ex.message());
		}
	}

	private ObjectNode counts() {
		ObjectNode counts = JSON.objectNode();
		this.gates.forEach((service, gate) -> {
			ObjectNode operations = counts.putObject(service);
			gate.counts().forEach(operations::put);
		});
		return counts;
	}

	private static FullHttpResponse problem(HttpResponseStatus status, String message) {
		return json(status, JSON.objectNode().put("error", message));
	}

	private static FullHttpResponse empty() {
		return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
	}

	private static FullHttpResponse json(HttpResponseStatus status, Object body) {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
				Unpooled.wrappedBuffer(body.toString().getBytes(StandardCharsets.UTF_8)));
		response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
		return response;
	}

}
