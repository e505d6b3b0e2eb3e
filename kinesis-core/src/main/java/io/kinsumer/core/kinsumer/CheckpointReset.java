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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.StreamDescription;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;

/**
 * Moves checkpoints of a group that nobody uses: of one shard, which no live member may
 * own, or of all, for which there must be no live member. The same is asked for a shard
 * that is finished, because members remember that. Each write is conditional on what was
 * seen, so that a member that comes meanwhile either finds the new position or makes the
 * write fail.
 */
final class CheckpointReset {

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

	private final KinsumerEnvironment environment;

	private final @Nullable ShardId shardId;

	private final ResetPosition position;

	/**
	 * Prepares a reset.
	 * @param shardId the shard, or {@code null} for all
	 */
	CheckpointReset(KinsumerEnvironment environment, @Nullable ShardId shardId, ResetPosition position) {
		this.environment = environment;
		this.shardId = shardId;
		this.position = position;
	}

	CompletableFuture<ResetReport> run() {
		if (this.shardId == null && this.position instanceof ResetPosition.At at
				&& at.position() instanceof ShardPosition.After) {
			return CompletableFuture.failedFuture(new IllegalArgumentException(
					"a sequence number belongs to one shard: name the shard, or choose another position"));
		}
		return within(this.environment.reader().describe())
			.thenCompose(
					(stream) -> stored(stream).thenCompose((target) -> within(this.environment.metadata().findGroup())
						.thenCompose((found) -> reset(target, group(found.orElse(null), stream)))))
			.exceptionally((failure) -> {
				throw new CompletionException(explain(AwsErrors.unwrap(failure)));
			});
	}

	private <T> CompletableFuture<T> within(CompletableFuture<T> call) {
		return this.environment.runtime().within(CALL_TIMEOUT, call);
	}

	private CompletableFuture<ShardPosition> stored(StreamDescription stream) {
		if (!(this.position instanceof ResetPosition.At at)) {
			return CompletableFuture
				.completedFuture(ShardPosition.at(stream.answeredAt().minus(KinsumerStartup.DATE_PRECISION)));
		}
		if (at.position() instanceof ShardPosition.AtTimestamp timestamp
				&& timestamp.timestamp().isAfter(stream.answeredAt().plus(KinsumerStartup.DATE_PRECISION))) {
			return CompletableFuture.failedFuture(new IllegalArgumentException(
					"timestamp " + timestamp.timestamp() + " is in the future: for Kinesis it is " + stream.answeredAt()
							+ "; use LATEST to skip what is there now"));
		}
		return CompletableFuture.completedFuture(at.position());
	}

	private GroupItem group(@Nullable GroupItem found, StreamDescription stream) {
		if (found == null || !found.isOn(stream.created())) {
			throw new ResetRefusedException("group '" + this.environment.settings().consumerGroup()
					+ "' has no checkpoints on stream '" + this.environment.settings().streamName()
					+ "' yet: it begins at its initial position when its first member starts");
		}
		return found;
	}

	private CompletableFuture<ResetReport> reset(ShardPosition target, GroupItem group) {
		CheckpointRepository checkpoints = this.environment.metadata().checkpoints(group);
		return within(this.environment.reader().listShards()).thenCompose((listed) -> within(checkpoints.shards())
			.thenCompose((items) -> reset(target, checkpoints, select(listed, items), items)));
	}

	/**
	 * The items that there is something to do for.
	 */
	private List<ShardId> select(List<Shard> listed, List<ShardItem> items) {
		Set<ShardId> present = listed.stream().map(Shard::id).collect(Collectors.toSet());
		List<ShardId> selected = items.stream()
			.filter((item) -> present.contains(item.shardId()))
			.filter((item) -> this.shardId == null || this.shardId.equals(item.shardId()))
			.filter((item) -> !(item.finished() && this.position instanceof ResetPosition.Latest))
			.map(ShardItem::shardId)
			.sorted()
			.toList();
		ShardId single = this.shardId;
		if (single != null
				&& !(present.contains(single) && items.stream().anyMatch((item) -> item.shardId().equals(single)))) {
			throw new NoSuchShardException(single, this.environment.settings().consumerGroup(),
					this.environment.settings().streamName().value());
		}
		return selected;
	}

	private CompletableFuture<ResetReport> reset(ShardPosition target, CheckpointRepository checkpoints,
			List<ShardId> selected, List<ShardItem> items) {
		List<ShardId> left = items.stream()
			.map(ShardItem::shardId)
			.filter((id) -> !selected.contains(id) && (this.shardId == null || this.shardId.equals(id)))
			.sorted()
			.toList();
		return check(target)
			.thenCompose((valid) -> new Unowned(this.environment, checkpoints, selected, this.shardId).await())
			.thenCompose((free) -> write(checkpoints, free, target))
			.thenApply((written) -> new ResetReport(target, written, left));
	}

	/**
	 * Lets Kinesis judge a sequence number: only it knows which ones a shard has had.
	 */
	private CompletableFuture<?> check(ShardPosition target) {
		if (this.shardId == null || !(target instanceof ShardPosition.After after)) {
			return CompletableFuture.completedFuture(null);
		}
		return within(this.environment.reader().openIterator(this.shardId, target)).exceptionally((failure) -> {
			if (AwsErrors.unwrap(failure) instanceof InvalidArgumentException refused) {
				throw new IllegalArgumentException("sequence number " + after.sequenceNumber() + " is none of shard "
						+ this.shardId + ": " + refused.awsErrorDetails().errorMessage(), refused);
			}
			throw new CompletionException(failure);
		});
	}

	private CompletableFuture<List<ShardId>> write(CheckpointRepository checkpoints, Unowned.Free free,
			ShardPosition target) {
		List<ShardId> written = new ArrayList<>();
		CompletableFuture<?> last = CompletableFuture.completedFuture(null);
		// Who has come and owns a child is noticed before its parent is unfinished.
		List<ShardItem> unfinishedFirst = free.items()
			.stream()
			.sorted(Comparator.comparing(ShardItem::finished))
			.toList();
		for (ShardItem item : unfinishedFirst) {
			Owner owner = item.owner();
			last = last.thenCompose((before) -> within(checkpoints.resetShard(item, owner, target)))
				.thenAccept((stored) -> written.add(stored.shardId()));
		}
		return last.thenCompose((done) -> sessionsIfFinished(free.items())).exceptionally((failure) -> {
			if (AwsErrors.unwrap(failure) instanceof ConditionFailedException) {
				throw comeMeanwhile(written);
			}
			throw new CompletionException(failure);
		}).thenApply((sessions) -> {
			if (sessions.stream().anyMatch((session) -> session.state() != Session.State.DEAD)) {
				throw comeMeanwhile(written);
			}
			return written.stream().sorted().toList();
		});
	}

	/**
	 * Who may have seen a finished shard before it was reset, and goes on with its
	 * children.
	 */
	private CompletableFuture<List<Session>> sessionsIfFinished(List<ShardItem> before) {
		return before.stream().anyMatch(ShardItem::finished) ? within(this.environment.metadata().sessions())
				: CompletableFuture.completedFuture(List.of());
	}

	private ResetRefusedException comeMeanwhile(List<ShardId> written) {
		return new ResetRefusedException("a member of group '" + this.environment.settings().consumerGroup()
				+ "' has come meanwhile: stop all of them, and reset again; reset before that: " + written);
	}

	private Throwable explain(Throwable failure) {
		if (failure instanceof KinesisException || failure instanceof IllegalArgumentException) {
			return failure;
		}
		return AwsErrors.translate(this.environment.settings().streamName().value(), failure);
	}

}
