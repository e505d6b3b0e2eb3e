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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.Registration;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Tells the log and the listeners; one that throws disturbs nobody.
 */
final class Reports {

	private static final Logger logger = LoggerFactory.getLogger(Reports.class);

	private final KinsumerInfo info;

	private final List<KinsumerListener> listeners;

	Reports(KinsumerInfo info, List<KinsumerListener> listeners) {
		this.info = info;
		this.listeners = List.copyOf(listeners);
	}

	void tell(BiConsumer<KinsumerListener, KinsumerInfo> report) {
		for (KinsumerListener listener : this.listeners) {
			try {
				report.accept(listener, this.info);
			}
			catch (Throwable ex) {
				logger.error("Listener {} of kinsumer '{}' failed", listener, this.info.name(), ex);
			}
		}
	}

	void recordsRead(ShardId shardId, List<Record> records, long millisBehindLatest) {
		long bytes = 0;
		for (Record entry : records) {
			bytes += entry.data().asByteArrayUnsafe().length;
		}
		long total = bytes;
		tell((listener, kinsumer) -> listener.recordsRead(kinsumer, shardId, records.size(), total,
				millisBehindLatest));
	}

	void joined(Duration took, Registration place) {
		logger.info("Kinsumer '{}' joined group '{}' on stream '{}' as client '{}', member {} of {}, within {}",
				this.info.name(), this.info.consumerGroup(), this.info.stream(), this.info.clientId(),
				place.clientIndex() + 1, place.totalClients(), took);
		tell((listener, kinsumer) -> listener.joined(kinsumer, took));
	}

	void left(Duration took) {
		logger.info("Kinsumer '{}' left group '{}' within {}", this.info.name(), this.info.consumerGroup(), took);
		tell((listener, kinsumer) -> listener.left(kinsumer, took));
	}

	/**
	 * The kinsumer stopped by an error.
	 * @param joined whether it had joined before, so that nobody waits for the answer
	 */
	void failed(Throwable problem, boolean joined) {
		if (joined) {
			logger.error("Kinsumer '{}' stopped: {}", this.info.name(), problem.getMessage(), problem);
		}
		tell((listener, kinsumer) -> listener.failed(kinsumer, problem));
	}

	void membersChanged(int members) {
		logger.info("Group '{}' on stream '{}' has {} members now", this.info.consumerGroup(), this.info.stream(),
				members);
		tell((listener, kinsumer) -> listener.membersChanged(kinsumer, members));
	}

	void sessionLost() {
		logger.warn("Kinsumer '{}' lost its session; its shards are given up", this.info.name());
		tell((listener, kinsumer) -> listener.sessionLost(kinsumer));
	}

	void streamReplaced() {
		logger.warn("Kinsumer '{}': stream '{}' was deleted and made again; it is read from its beginning",
				this.info.name(), this.info.stream());
		tell((listener, kinsumer) -> listener.streamReplaced(kinsumer));
	}

	void assigned(ShardItem item, Duration took) {
		logger.info("Kinsumer '{}' owns shard {} from {}", this.info.name(), item.shardId(), item.position());
		tell((listener, kinsumer) -> listener.shardAssigned(kinsumer, item.shardId(), item.position(), took));
	}

	void ended(ShardItem item, Outcome outcome, Duration took) {
		logger.info("Kinsumer '{}' gave up shard {} ({} after {}) at {}", this.info.name(), item.shardId(), outcome,
				took, item.position());
		tell((listener, kinsumer) -> {
			switch (outcome) {
				case RELEASED -> listener.shardReleased(kinsumer, item.shardId(), item.position(), took);
				case FINISHED -> listener.shardFinished(kinsumer, item.shardId(), took);
				case LOST -> listener.shardLost(kinsumer, item.shardId(), took);
			}
		});
	}

	void retentionGap(ShardId shardId, RetentionGap.Gap gap) {
		logger.warn(
				"Kinsumer '{}': retention has passed the position {} of shard {}; records of up to {} may be lost, "
						+ "reading goes on with the oldest that is left",
				this.info.name(), gap.position(), shardId, gap.length().isZero() ? "an unknown time" : gap.length());
		tell((listener, kinsumer) -> listener.retentionGap(kinsumer, shardId, gap.position(), gap.length()));
	}

	void vanished(ShardId shardId) {
		logger.warn("Kinsumer '{}': shard {} has left the stream before all its records were handled", this.info.name(),
				shardId);
		tell((listener, kinsumer) -> listener.shardVanished(kinsumer, shardId));
	}

	/**
	 * A handler failed, or put off what it has.
	 * @param retryIn {@code null} when it stopped its shard
	 */
	void handlerFailed(ShardId shardId, Throwable failure, int attempt, @Nullable Duration retryIn) {
		Throwable problem = UnprintableException.orSame(failure);
		if (retryIn == null) {
			logger.error("Kinsumer '{}': the handler of shard {} stopped it until it is resumed", this.info.name(),
					shardId, problem);
			tell((listener, kinsumer) -> {
				listener.handlingFailed(kinsumer, shardId, problem, attempt, Duration.ZERO);
				listener.shardStopped(kinsumer, shardId, problem);
			});
			return;
		}
		if (problem instanceof RetryAfterException && problem.getCause() == null) {
			logger.info("Kinsumer '{}': the handler of shard {} wants its records again in {}", this.info.name(),
					shardId, retryIn);
			tell((listener, kinsumer) -> listener.handlingPutOff(kinsumer, shardId, retryIn));
			return;
		}
		logger.warn("Kinsumer '{}': the handler of shard {} failed (attempt {}), its records are delivered again in {}",
				this.info.name(), shardId, attempt, retryIn, problem);
		tell((listener, kinsumer) -> listener.handlingFailed(kinsumer, shardId, problem, attempt, retryIn));
	}

	/**
	 * An operator stopped a shard.
	 */
	void stopped(ShardId shardId, StopShardException reason) {
		logger.warn("Kinsumer '{}': shard {} was stopped on request, until it is resumed", this.info.name(), shardId);
		tell((listener, kinsumer) -> listener.shardStopped(kinsumer, shardId, reason));
	}

	void paused(ShardId shardId) {
		logger.info("Kinsumer '{}': shard {} is paused", this.info.name(), shardId);
		tell((listener, kinsumer) -> listener.shardPaused(kinsumer, shardId));
	}

	void resumed(ShardId shardId) {
		logger.info("Kinsumer '{}': shard {} is resumed", this.info.name(), shardId);
		tell((listener, kinsumer) -> listener.shardResumed(kinsumer, shardId));
	}

	void handlersInterrupted(ShardId shardId, int records, Duration after) {
		logger.warn("Kinsumer '{}': handlers of shard {} did not end within {}; the {} records that they had in hand "
				+ "are delivered again", this.info.name(), shardId, after, records);
		tell((listener, kinsumer) -> listener.handlingInterrupted(kinsumer, shardId, records));
	}

	void repeating(ShardId shardId, int records) {
		logger.warn("Kinsumer '{}': shard {} is handed over although a record of it could not be handled before others "
				+ "that come after it; those {} are delivered again", this.info.name(), shardId, records);
		tell((listener, kinsumer) -> listener.repeatsExpected(kinsumer, shardId, records));
	}

	void callFailed(String operation, Throwable failure) {
		logger.warn("Kinsumer '{}': {} failed and will be repeated: {}", this.info.name(), operation,
				failure.toString());
		tell((listener, kinsumer) -> listener.callFailed(kinsumer, operation, failure));
	}

	/**
	 * The engine failed at a shard, by an error of its own or for want of memory.
	 */
	void stepFailed(ShardId shardId, Throwable problem) {
		logger.error("Kinsumer '{}': shard {} is given up and begun anew from its checkpoint, because handling it "
				+ "failed: {}", this.info.name(), shardId, problem.toString());
	}

	void assignmentFailed(String assignor, Throwable problem) {
		logger.error("Kinsumer '{}': the shard assignor '{}' failed and will be asked again; until then this client "
				+ "acquires no shard and gives none up", this.info.name(), assignor, problem);
	}

	/**
	 * Names what the call was about in the log alone: listeners count by operation.
	 */
	void callFailed(String operation, Object subject, Throwable failure) {
		logger.warn("Kinsumer '{}': {} ({}) failed and will be repeated: {}", this.info.name(), operation, subject,
				failure.toString());
		tell((listener, kinsumer) -> listener.callFailed(kinsumer, operation, failure));
	}

	void misplaced(ShardId shardId, long records, HashKeyRange range, @Nullable SequenceNumber last, boolean dropped) {
		logger.warn("Kinsumer '{}': {} user records, the last at {}, are in shard {} although their hash keys are "
				+ "outside its range {}, and are {}, as misplaced-records says: their producer put them into an "
				+ "aggregate for another shard", this.info.name(), records, last, shardId, range,
				dropped ? "left out" : "handled");
	}

	static Throwable cause(Throwable failure) {
		return ((failure instanceof CompletionException || failure instanceof ExecutionException)
				&& failure.getCause() != null) ? cause(failure.getCause()) : failure;
	}

}
