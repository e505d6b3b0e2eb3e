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

package io.kinsumer.awsclients;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.UserRecordResult;

/**
 * KPL, with its defaults but for metrics, which it would send to CloudWatch.
 */
final class KplProducer implements BenchmarkedProducer {

	private final KinesisProducer producer;

	KplProducer(int port, String directory) {
		this.producer = new KinesisProducer(KplCheck.configuration(port, directory));
	}

	@Override
	public void put(String key, byte[] payload, Consumer<@Nullable Throwable> done) {
		Futures.addCallback(this.producer.addUserRecord(ProduceSide.STREAM, key, ByteBuffer.wrap(payload)),
				new Outcome(done), MoreExecutors.directExecutor());
	}

	@Override
	public void close() {
		this.producer.destroy();
	}

	/**
	 * Tells what became of a record.
	 */
	private record Outcome(Consumer<@Nullable Throwable> done) implements FutureCallback<UserRecordResult> {

		@Override
		public void onSuccess(UserRecordResult result) {
			this.done.accept(result.isSuccessful() ? null : new IllegalStateException("not successful"));
		}

		@Override
		public void onFailure(Throwable failure) {
			this.done.accept(failure);
		}

	}

}
