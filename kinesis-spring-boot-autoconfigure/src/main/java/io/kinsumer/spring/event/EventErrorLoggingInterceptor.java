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

package io.kinsumer.spring.event;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventInterceptors;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.ListenerContext;
import io.kinsumer.spring.listener.ListenerInterceptor;
import io.kinsumer.spring.listener.ListenerInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;

/**
 * Logs each failed attempt to handle events, once, and passes the failure on. Of the
 * event, it tells id and type. What an exception says is left out where it may quote the
 * payload.
 */
public final class EventErrorLoggingInterceptor implements ListenerInterceptor, Ordered {

	private static final Log logger = LogFactory.getLog(EventErrorLoggingInterceptor.class);

	@Override
	public CompletionStage<?> intercept(ListenerInvocation invocation) throws Exception {
		List<KinesisRecord> records = invocation.records();
		if (records.stream().noneMatch((record) -> record.headers().containsKey(EventHeaders.MESSAGE_ID))) {
			return invocation.proceed();
		}
		CompletionStage<?> handled;
		try {
			handled = invocation.proceed();
		}
		catch (Throwable ex) {
			log(invocation, ex);
			throw ex;
		}
		handled.handle((result, failure) -> {
			if (failure != null) {
				log(invocation, AwsErrors.unwrap(failure));
			}
			return null;
		});
		return handled;
	}

	private static void log(ListenerInvocation invocation, Throwable failure) {
		if (failure instanceof CancellationException || failure instanceof RetryAfterException) {
			// Not failed: left, or put off.
			return;
		}
		String message = describe(invocation);
		if (quotes(failure)) {
			logger.error(message + ": " + failure.getClass().getName());
		}
		else {
			logger.error(message, UnprintableException.orSame(failure));
		}
	}

	private static boolean quotes(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
			if (cause instanceof PayloadConversionException) {
				return true;
			}
		}
		return false;
	}

	private static String describe(ListenerInvocation invocation) {
		ListenerContext context = invocation.context();
		KinesisRecord first = invocation.records().get(0);
		Map<String, String> headers = first.headers();
		int size = invocation.records().size();
		return "Attempt " + context.attempt() + " of listener '" + context.listenerId() + "' failed for "
				+ ((size > 1) ? "a batch of " + size + " records, the first of which is " : "") + "message "
				+ headers.get(EventHeaders.MESSAGE_ID) + " of type '" + headers.get(KinesisHeaders.TYPE) + "' (record "
				+ first.sequenceNumber() + " of shard " + first.shardId() + ", stream " + first.stream() + ")";
	}

	@Override
	public int getOrder() {
		return EventInterceptors.ERROR_LOGGING;
	}

}
