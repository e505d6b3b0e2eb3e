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

package io.kinsumer.core.client;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Tells apart what the SDK throws and turns it into the exceptions of this package.
 */
public final class AwsErrors {

	private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException", "ExpiredToken",
			"ExpiredTokenException", "IncompleteSignature", "InvalidClientTokenId", "InvalidSignatureException",
			"KMSAccessDeniedException", "MissingAuthenticationToken", "NotAuthorized", "OptInRequired",
			"SignatureDoesNotMatch", "UnrecognizedClientException");

	private static final Set<String> INTERNAL = Set.of("InternalFailure", "InternalServerError", "InternalServiceError",
			"InternalServiceException", "ServiceUnavailable");

	private static final Set<String> THROTTLED = Set.of("KMSThrottlingException", "LimitExceededException",
			"ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException");

	/**
	 * Netty's, by its name, as it is no class of ours to link to: the server said GOAWAY
	 * before a request began on that connection, or ended its stream alone.
	 */
	private static final String STREAM_REFUSED = "io.netty.handler.codec.http2.Http2Exception$StreamException";

	private AwsErrors() {
	}

	/**
	 * Removes the wrappers that futures put around a failure.
	 * @param failure as a future reported it
	 * @return the first cause that is neither {@link CompletionException} nor
	 * {@link ExecutionException}
	 */
	public static Throwable unwrap(Throwable failure) {
		Throwable result = failure;
		while ((result instanceof CompletionException || result instanceof ExecutionException)
				&& result.getCause() != null) {
			result = result.getCause();
		}
		return result;
	}

	/**
	 * What to do about a failure.
	 * @param failure as a future reported it
	 * @return its kind
	 */
	public static Kind kindOf(Throwable failure) {
		Throwable cause = unwrap(failure);
		if (cause instanceof ThrottlingException || isThrottle(cause)) {
			return Kind.THROTTLED;
		}
		return (cause instanceof DependencyException || isTransient(cause)) ? Kind.TRANSIENT : Kind.PERMANENT;
	}

	/**
	 * What to do about the failure of one entry of a request.
	 * @param code the service's error code
	 * @return its kind
	 */
	public static Kind kindOfCode(String code) {
		if (THROTTLED.contains(code)) {
			return Kind.THROTTLED;
		}
		return INTERNAL.contains(code) ? Kind.TRANSIENT : Kind.PERMANENT;
	}

	/**
	 * Turns the failure of one entry of a request into an exception of this package.
	 * @param stream name or ARN of the stream the call was about
	 * @param code the service's error code
	 * @param message the service's message
	 * @return an exception of the most fitting type
	 */
	public static KinesisException translate(String stream, String code, String message) {
		String text = "stream '" + stream + "': " + code + ": " + message;
		return switch (kindOfCode(code)) {
			case THROTTLED -> new ThrottlingException(text, null);
			case TRANSIENT -> new DependencyException(text, null);
			case PERMANENT ->
				DENIED.contains(code) ? new AccessDeniedException(text, null) : new InvalidRequestException(text, null);
		};
	}

	/**
	 * A short name of a failure, for counting by code.
	 * @param failure as a future reported it
	 * @return the service's error code if it sent one, otherwise the exception's simple
	 * name
	 */
	public static String codeOf(Throwable failure) {
		Throwable cause = unwrap(failure);
		if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null
				&& service.awsErrorDetails().errorCode() != null) {
			return service.awsErrorDetails().errorCode();
		}
		return cause.getClass().getSimpleName();
	}

	/**
	 * Turns a failure into an exception of this package.
	 * @param stream name or ARN of the stream the call was about
	 * @param failure as a future reported it
	 * @return an exception of the most fitting type; the failure itself if it is one
	 * already
	 */
	public static KinesisException translate(String stream, Throwable failure) {
		Throwable cause = unwrap(failure);
		if (cause instanceof KinesisException known) {
			return known;
		}
		if (cause instanceof ResourceNotFoundException) {
			return new NoSuchStreamException(stream, cause);
		}
		if (cause instanceof ResourceInUseException) {
			return new StreamBusyException(stream, "being created, changed or deleted", cause);
		}
		String message = "stream '" + stream + "': " + cause.getMessage();
		if (isThrottle(cause)) {
			return new ThrottlingException(message, cause);
		}
		if (isDenied(cause)) {
			return new AccessDeniedException(message, cause);
		}
		if (cause instanceof SdkServiceException service && service.statusCode() >= 400 && service.statusCode() < 500) {
			return new InvalidRequestException(message, cause);
		}
		return new DependencyException(message, cause);
	}

	private static boolean isThrottle(Throwable cause) {
		return cause instanceof ProvisionedThroughputExceededException || cause instanceof LimitExceededException
				|| cause instanceof SdkServiceException service && service.isThrottlingException()
				|| THROTTLED.contains(codeOf(cause));
	}

	private static boolean isTransient(Throwable cause) {
		if (cause instanceof SdkServiceException service) {
			// The SDK corrects its clock by the answer, so the next request is right.
			return service.statusCode() >= 500 || service.statusCode() == 408 || INTERNAL.contains(codeOf(cause))
					|| service.isClockSkewException();
		}
		if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException
				|| cause instanceof SdkException sdk && sdk.retryable()) {
			return true;
		}
		for (Throwable next = cause; next != null; next = next.getCause()) {
			if (next instanceof IOException || next instanceof TimeoutException || isPoolFull(next)
					|| STREAM_REFUSED.equals(next.getClass().getName())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether too many calls wait for a connection of the client already. There is no
	 * exception of its own for that.
	 */
	private static boolean isPoolFull(Throwable cause) {
		return cause instanceof IllegalStateException
				&& String.valueOf(cause.getMessage()).startsWith("Too many outstanding acquire operations");
	}

	/**
	 * Whether the credentials were refused, do not allow the call, or are missing.
	 * @param failure as a future reported it
	 * @return whether other credentials or permissions would help
	 */
	public static boolean isDenied(Throwable failure) {
		Throwable cause = unwrap(failure);
		// Also if it is the role that may not be assumed.
		Throwable answer = (cause instanceof SdkClientException && cause.getCause() != null) ? cause.getCause() : cause;
		if (answer instanceof SdkServiceException service) {
			return service.statusCode() == 401 || service.statusCode() == 403 || DENIED.contains(codeOf(answer));
		}
		String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
		return message.contains("unable to load credentials");
	}

	/**
	 * What to do about a failure.
	 */
	public enum Kind {

		/**
		 * Too many requests: try again, more slowly.
		 */
		THROTTLED,

		/**
		 * Internal errors, timeouts, lost connections: try again. The request may have
		 * been carried out nevertheless.
		 */
		TRANSIENT,

		/**
		 * Trying again is useless.
		 */
		PERMANENT

	}

}
