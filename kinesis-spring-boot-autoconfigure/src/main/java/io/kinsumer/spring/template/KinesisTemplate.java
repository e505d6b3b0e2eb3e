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

package io.kinsumer.spring.template;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.converter.ContentTypes;
import io.kinsumer.spring.converter.PayloadConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;

/**
 * Sends records by the producers and writers of the application.
 */
public class KinesisTemplate implements KinesisOperations {

	private final RecordSenders senders;

	private final PayloadConverter converter;

	private final KinesisTemplateOptions options;

	/**
	 * Creates a template.
	 * @param senders finds what puts records to a destination
	 * @param converter converts payloads to bytes
	 * @param options everything else
	 */
	public KinesisTemplate(RecordSenders senders, PayloadConverter converter, KinesisTemplateOptions options) {
		this.senders = senders;
		this.converter = converter;
		this.options = options;
	}

	@Override
	public CompletableFuture<RecordResult> sendAsync(SendRequest request) {
		RecordSender sender = this.senders.get(destination(request));
		return send(request, sender, sender::put);
	}

	@Override
	public RecordResult send(SendRequest request) {
		return await(destination(request), sendAsync(request), this.options.sendTimeout());
	}

	@Override
	public RecordResult send(SendRequest request, Duration timeout) {
		return await(destination(request), sendAsync(request), timeout);
	}

	@Override
	public CompletableFuture<List<RecordResult>> sendAllAsync(@Nullable String destination, Collection<?> payloads) {
		Map<String, RecordSender.Batch> batches = new LinkedHashMap<>();
		List<@Nullable Object> sent = new ArrayList<>(payloads);
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (Object each : sent) {
			try {
				SendRequest request = request(destination, each);
				RecordSender sender = this.senders.get(destination(request));
				RecordSender.Batch batch = batches.computeIfAbsent(sender.target().destination(),
						(name) -> sender.batch());
				results.add(send(request, sender, batch::add));
			}
			catch (RuntimeException ex) {
				results.add(CompletableFuture.failedFuture(ex));
			}
		}
		batches.values().forEach(RecordSender.Batch::send);
		String name = (destination != null) ? destination : String.join("', '", batches.keySet());
		CompletableFuture<List<RecordResult>> all = new CompletableFuture<>();
		CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
			.whenComplete((nothing, failure) -> settle(name, sent, results, all));
		return all;
	}

	private static void settle(String destination, List<@Nullable Object> sent,
			List<CompletableFuture<RecordResult>> results, CompletableFuture<List<RecordResult>> all) {
		List<SendOutcome> outcomes = new ArrayList<>();
		List<RecordResult> written = new ArrayList<>();
		for (int i = 0; i < results.size(); i++) {
			Object each = sent.get(i);
			outcomes.add(results.get(i).handle((result, failure) -> {
				if (failure != null) {
					return new SendOutcome.Failed(each, AwsErrors.unwrap(failure));
				}
				written.add(result);
				return new SendOutcome.Written(each, result);
			}).join());
		}
		if (written.size() == outcomes.size()) {
			all.complete(List.copyOf(written));
		}
		else {
			all.completeExceptionally(new SendFailedException(destination, outcomes));
		}
	}

	@Override
	public List<RecordResult> sendAll(@Nullable String destination, Collection<?> payloads) {
		return await((destination != null) ? destination : "several destinations", sendAllAsync(destination, payloads),
				this.options.sendTimeout());
	}

	@Override
	public CompletableFuture<Void> flush() {
		return CompletableFuture
			.allOf(this.senders.all().stream().map(RecordSender::flush).toArray(CompletableFuture[]::new));
	}

	@Override
	public CompletableFuture<Void> flush(String destination) {
		return this.senders.get(destination).flush();
	}

	private CompletableFuture<RecordResult> send(SendRequest request, RecordSender sender,
			Function<UserRecord, CompletableFuture<RecordResult>> put) {
		DataRecord record = record(request, sender.target().destination());
		return new SendChain(request, sender.target(), record, this.options.interceptors(), 0, put).run();
	}

	private DataRecord record(SendRequest request, String destination) {
		MimeType contentType = ContentTypes.of(request.headers());
		ByteBuffer data = ByteBuffer.wrap(this.converter.write(request.payload(), contentType));
		Map<String, String> headers = request.headers();
		if (contentType == null && this.options.contentTypeHeader()) {
			MimeType written = this.converter.contentType(request.payload());
			headers = (written != null) ? request.withContentType(written).headers() : headers;
		}
		return new DataRecord(partitionKey(request, destination), request.explicitHashKey(), data, headers);
	}

	private @Nullable String partitionKey(SendRequest request, String destination) {
		String key = request.partitionKey();
		for (PartitionKeyExtractor extractor : this.options.keyExtractors()) {
			if (key != null) {
				return key;
			}
			key = extractor.extract(destination, request.payload());
		}
		return key;
	}

	private String destination(SendRequest request) {
		String destination = (request.destination() != null) ? request.destination()
				: this.options.defaultDestination();
		if (!StringUtils.hasText(destination)) {
			throw new IllegalArgumentException("a record without destination cannot be sent: name a producer, writer "
					+ "or stream, or set kinesis.template.default-destination");
		}
		return destination;
	}

	private static SendRequest request(@Nullable String destination, @Nullable Object payload) {
		Assert.notNull(payload, "a payload must not be null: to send an empty record, use SendRequest.tombstone");
		SendRequest request = SendRequest.of(payload);
		return (request.destination() != null || destination == null) ? request : SendRequest.of(destination, request);
	}

	private static <T> T await(String destination, CompletableFuture<T> outcome, @Nullable Duration timeout) {
		try {
			return (timeout != null) ? within(timeout, destination, outcome) : outcome.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SendInterruptedException(destination, ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause
					: new KinesisException("a record could not be sent to '" + destination + "'", ex.getCause());
		}
	}

	private static <T> T within(Duration timeout, String destination, CompletableFuture<T> outcome)
			throws InterruptedException, ExecutionException {
		try {
			return outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new SendTimeoutException(destination, timeout, ex);
		}
	}

}
