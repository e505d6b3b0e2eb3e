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

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.zip.CRC32;

import io.kinsumer.test.fault.NoAnswerException;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.server.codec.Operations;
import io.kinsumer.test.server.codec.Protocol;
import io.netty.buffer.ByteBufUtil;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a request into an answer of the shape that AWS gives, whatever the request is.
 */
final class RequestProcessor {

	private static final Logger logger = LoggerFactory.getLogger(RequestProcessor.class);

	private static final String TARGET = "x-amz-target";

	private final Operations operations;

	private final Clock clock;

	RequestProcessor(Operations operations, Clock clock) {
		this.operations = operations;
		this.clock = clock;
	}

	/**
	 * Answer a request.
	 * @return the answer, {@code null} when there is to be none
	 */
	@Nullable FullHttpResponse process(FullHttpRequest request) {
		if (!request.decoderResult().isSuccess()) {
			return error(request, new ServiceException("SerializationException", "The request is not valid HTTP"));
		}
		if (HttpMethod.GET.equals(request.method())) {
			return health(request);
		}
		if (!HttpMethod.POST.equals(request.method())) {
			return error(request, new ServiceException("UnknownOperationException",
					"Only POST is an operation, not " + request.method()));
		}
		Protocol protocol = protocol(request);
		if (protocol == null) {
			return error(request, new ServiceException("UnknownOperationException",
					"Content-Type " + request.headers().get(HttpHeaderNames.CONTENT_TYPE) + " is none of AWS"));
		}
		try {
			byte[] body = this.operations.run(request.headers().get(TARGET), protocol,
					ByteBufUtil.getBytes(request.content()));
			return response(request, HttpResponseStatus.OK, protocol.contentType(), body);
		}
		catch (ServiceException ex) {
			return error(request, ex);
		}
		catch (NoAnswerException ex) {
			return null;
		}
		catch (RuntimeException ex) {
			logger.error("The embedded server failed on " + request.headers().get(TARGET), ex);
			return error(request,
					new ServiceException("InternalFailure", "The embedded server failed; its log says why", 500));
		}
	}

	private FullHttpResponse health(FullHttpRequest request) {
		if (!"/".equals(request.uri())) {
			return error(request, new ServiceException("UnknownOperationException", "Nothing is at " + request.uri()));
		}
		return response(request, HttpResponseStatus.OK, "application/json",
				RunningServer.IDENTITY.getBytes(StandardCharsets.UTF_8));
	}

	FullHttpResponse error(HttpRequest request, ServiceException error) {
		Protocol protocol = protocol(request);
		if (protocol == null) {
			protocol = Operations.isDynamoDb(request.headers().get(TARGET)) ? Protocol.JSON_1_0 : Protocol.JSON_1_1;
		}
		FullHttpResponse response = response(request, HttpResponseStatus.valueOf(error.status()),
				protocol.contentType(), Operations.error(error, protocol));
		response.headers().set("x-amzn-ErrorType", error.code());
		return response;
	}

	private static @Nullable Protocol protocol(HttpRequest request) {
		return Protocol.of(request.headers().get(HttpHeaderNames.CONTENT_TYPE));
	}

	private FullHttpResponse response(HttpRequest request, HttpResponseStatus status, String contentType, byte[] body) {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
				Unpooled.wrappedBuffer(body));
		response.headers()
			.set(HttpHeaderNames.CONTENT_TYPE, contentType)
			.set(HttpHeaderNames.CONTENT_LENGTH, body.length)
			.set(HttpHeaderNames.DATE,
					DateTimeFormatter.RFC_1123_DATE_TIME
						.format(ZonedDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC)))
			.set("x-amzn-RequestId", UUID.randomUUID());
		if (Operations.isDynamoDb(request.headers().get(TARGET))) {
			CRC32 crc = new CRC32();
			crc.update(body);
			response.headers().set("x-amz-crc32", crc.getValue());
		}
		return response;
	}

}
