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
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;

import io.kinsumer.test.fault.HeldBackException;
import io.kinsumer.test.fault.NoAnswerException;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.Subscription;
import io.kinsumer.test.server.codec.EventStream;
import io.kinsumer.test.server.codec.Operations;
import io.kinsumer.test.server.codec.Protocol;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
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

	private static final String CERTIFICATE = "/certificate.pem";

	// with two digits for the day, unlike RFC_1123_DATE_TIME
	private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private final Operations operations;

	private final Clock clock;

	private final @Nullable TlsIdentity tls;

	RequestProcessor(Operations operations, Clock clock, @Nullable TlsIdentity tls) {
		this.operations = operations;
		this.clock = clock;
		this.tls = tls;
	}

	/**
	 * Answer a request.
	 * @throws HeldBackException if a fault holds the request back
	 */
	Reply process(FullHttpRequest request) {
		String target = request.headers().get(TARGET);
		try {
			return reply(request, target);
		}
		catch (ServiceException ex) {
			return new Reply.Answer(error(request, ex));
		}
		catch (NoAnswerException ex) {
			return new Reply.Nothing();
		}
		catch (HeldBackException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.error("The embedded server failed on " + target, ex);
			return new Reply.Answer(error(request,
					new ServiceException("InternalFailure", "The embedded server failed; its log says why", 500)));
		}
	}

	private Reply reply(FullHttpRequest request, @Nullable String target) {
		if (!request.decoderResult().isSuccess()) {
			throw new ServiceException("SerializationException", "The request is not valid HTTP");
		}
		if (HttpMethod.GET.equals(request.method())) {
			return new Reply.Answer(resource(request));
		}
		if (!HttpMethod.POST.equals(request.method())) {
			throw new ServiceException("UnknownOperationException",
					"Only POST is an operation, not " + request.method());
		}
		Protocol protocol = protocol(request);
		if (protocol == null) {
			throw new ServiceException("UnknownOperationException",
					"Content-Type " + request.headers().get(HttpHeaderNames.CONTENT_TYPE) + " is none of AWS");
		}
		byte[] body = ByteBufUtil.getBytes(request.content());
		if (Operations.isSubscription(target)) {
			Subscription subscription = this.operations.subscribe(protocol, body);
			return new Reply.Events(eventStream(), subscription);
		}
		return new Reply.Answer(response(request, HttpResponseStatus.OK, protocol.contentType(),
				this.operations.run(target, protocol, body)));
	}

	private FullHttpResponse resource(FullHttpRequest request) {
		if ("/".equals(request.uri())) {
			return response(request, HttpResponseStatus.OK, "application/json",
					RunningServer.IDENTITY.getBytes(StandardCharsets.UTF_8));
		}
		if (CERTIFICATE.equals(request.uri()) && this.tls != null) {
			return response(request, HttpResponseStatus.OK, "application/x-pem-file",
					this.tls.certificatePem().getBytes(StandardCharsets.US_ASCII));
		}
		throw new ServiceException("UnknownOperationException", "Nothing is at " + request.uri());
	}

	private HttpResponse eventStream() {
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().set(HttpHeaderNames.CONTENT_TYPE, EventStream.CONTENT_TYPE);
		identify(head.headers());
		return head;
	}

	private void identify(HttpHeaders headers) {
		headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(this.clock.instant()))
			.set("x-amzn-RequestId", UUID.randomUUID());
	}

	/** What a client gets that hung up in the middle of a request. */
	FullHttpResponse truncated() {
		return error(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"),
				new ServiceException("SerializationException", "The request ends before its end"));
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
			.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
		identify(response.headers());
		if (Operations.isDynamoDb(request.headers().get(TARGET))) {
			CRC32 crc = new CRC32();
			crc.update(body);
			response.headers().set("x-amz-crc32", crc.getValue());
		}
		return response;
	}

}
