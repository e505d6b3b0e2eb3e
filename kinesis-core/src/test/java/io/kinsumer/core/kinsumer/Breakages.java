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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShutdownInput;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;

/**
 * Ways to break the engine from outside.
 */
final class Breakages {

	private Breakages() {
	}

	/**
	 * Writes with a weaker condition.
	 */
	static Variant condition(String part, String replacement) {
		return new Variant() {

			@Override
			String condition(String condition) {
				return condition.replace(part, replacement);
			}

		};
	}

	static Variant handling(Variant.Handling handling) {
		return new Variant() {

			@Override
			Handling handling() {
				return handling;
			}

		};
	}

	/**
	 * A handler of records that takes no more of them when the shard is drained.
	 */
	static ShardHandler leavingGaps(ShardHandler real, ShardContext shard) {
		return new ShardHandler() {

			@Override
			public CompletableFuture<Void> initialize(InitializationInput input) {
				return real.initialize(input);
			}

			@Override
			public boolean isRecordwise() {
				return real.isRecordwise();
			}

			@Override
			public CompletableFuture<Void> process(Supplier<ProcessRecordsInput> input) {
				return real.process(input);
			}

			@Override
			public void work(Lanes lanes) {
				if (!shard.deliverable()) {
					lanes.stop();
				}
				real.work(lanes);
			}

			@Override
			public CompletableFuture<Void> shutdown(ShutdownInput input) {
				return real.shutdown(input);
			}

			@Override
			public void interrupt() {
				real.interrupt();
			}

		};
	}

	private static Variant intercepted(Supplier<Interception> forEachMember) {
		return new Variant() {

			@Override
			MetadataRepository metadata(MetadataRepository real) {
				return forEachMember.get().on(real);
			}

		};
	}

	static Variant deadWithoutKill() {
		return intercepted(() -> (operation, args, real) -> operation.equals("kill")
				? CompletableFuture.completedFuture(null) : real.answer(args));
	}

	static Variant absentIsDead() {
		return intercepted(() -> {
			Set<Owner> owners = new HashSet<>();
			return (operation, args, real) -> switch (operation) {
				case "shards" -> real.<List<ShardItem>>answer(args).thenApply((items) -> {
					owners.clear();
					items.stream().filter((item) -> item.owner() != null).forEach((item) -> owners.add(item.owner()));
					return items;
				});
				case "sessions" -> real.<List<Session>>answer(args).thenApply((sessions) -> {
					List<Session> more = new ArrayList<>(sessions);
					Set<String> clients = new HashSet<>();
					sessions.forEach((session) -> clients.add(session.owner().clientId()));
					for (Owner owner : owners) {
						if (!sessions.isEmpty() && clients.add(owner.clientId())) {
							Session dead = Interception.with(sessions.get(0), "owner", owner);
							more.add(Interception.with(dead, "state", Session.State.DEAD));
						}
					}
					return more;
				});
				default -> real.answer(args);
			};
		});
	}

	static Variant noAdoption() {
		return intercepted(() -> {
			Map<ShardId, Long> asked = new HashMap<>();
			Map<ShardId, Long> answered = new HashMap<>();
			return (operation, args, real) -> switch (operation) {
				case "acquireShard" -> {
					ShardItem seen = (ShardItem) args[0];
					asked.put(seen.shardId(), (Long) args[3]);
					yield real.<ShardItem>answer(args).thenApply((item) -> {
						answered.put(item.shardId(), item.epoch());
						return item;
					});
				}
				case "shards" -> real.<List<ShardItem>>answer(args)
					.thenApply((items) -> items.stream()
						.map((item) -> Long.valueOf(item.epoch()).equals(asked.get(item.shardId()))
								&& !Long.valueOf(item.epoch()).equals(answered.get(item.shardId()))
								&& item.owner() != null
										? Interception.with(item, "owner",
												new Owner(item.owner().clientId(), "somebody"))
										: item)
						.toList());
				default -> real.answer(args);
			};
		});
	}

	static Variant epochUsedAgain() {
		return intercepted(() -> (operation, args, real) -> operation.equals("acquireShard")
				? real.answer(new Object[] { args[0], args[1], args[2], ((ShardItem) args[0]).epoch() + 1 })
				: real.answer(args));
	}

	static Variant sameSessionId() {
		return new Variant() {

			@Override
			String sessionId(String drawn) {
				return "session";
			}

		};
	}

	/**
	 * A fence as above, of members that renew and look every half a second, so that
	 * somebody looks right after each renewal.
	 */
	static Variant watchedFenceAfter(Duration fence) {
		Variant fenced = fenceAfter(fence);
		return new Variant() {

			@Override
			KinsumerSettings.Builder settings(KinsumerSettings.Builder settings) {
				return fenced.settings(settings).heartbeatInterval(Duration.ofMillis(500));
			}

			@Override
			MetadataRepository metadata(MetadataRepository real) {
				return fenced.metadata(real);
			}

		};
	}

	/**
	 * The others wait for ten seconds as ever; the fence stands at nine tenths of more.
	 * @param fence when it shall stand
	 */
	static Variant fenceAfter(Duration fence) {
		Interception interception = (operation, args,
				real) -> operation.equals("sessions") ? real.<List<Session>>answer(args)
					.thenApply((sessions) -> sessions.stream()
						.map((session) -> Interception.with(session, "timeout", Duration.ofSeconds(10)))
						.toList()) : real.answer(args);
		return new Variant() {

			@Override
			KinsumerSettings.Builder settings(KinsumerSettings.Builder settings) {
				return settings.sessionTimeout(fence.multipliedBy(10).dividedBy(9).plusNanos(1));
			}

			@Override
			MetadataRepository metadata(MetadataRepository real) {
				return interception.on(real);
			}

		};
	}

	static Variant outageIsSilence() {
		return intercepted(() -> {
			List<Object> last = new ArrayList<>();
			return (operation, args, real) -> operation.equals("sessions")
					? real.answer(args).handle((answer, failure) -> {
						if (failure == null) {
							last.clear();
							last.add(answer);
						}
						return last.isEmpty() ? List.of() : last.get(0);
					}) : real.answer(args);
		});
	}

	static Variant releaseForgets() {
		return intercepted(() -> {
			Map<ShardId, ShardPosition> written = new HashMap<>();
			return (operation, args, real) -> {
				if (!operation.equals("write")) {
					return real.answer(args);
				}
				ShardWrite write = (ShardWrite) args[0];
				ShardPosition before = written.put(write.shardId(), write.position());
				return (write.kind() == ShardWrite.Kind.RELEASE && before != null)
						? real.answer(new Object[] { Interception.with(write, "position", before) })
						: real.answer(args);
			};
		});
	}

	static Variant stalePosition() {
		return intercepted(() -> {
			Map<ShardId, ShardPosition> seen = new HashMap<>();
			return (operation, args, real) -> switch (operation) {
				case "shards" -> real.<List<ShardItem>>answer(args).thenApply((items) -> {
					items.forEach((item) -> seen.putIfAbsent(item.shardId(), item.position()));
					return items;
				});
				case "acquireShard" -> real.<ShardItem>answer(args)
					.thenApply((item) -> Interception.with(item, "position", seen.get(item.shardId())));
				default -> real.answer(args);
			};
		});
	}

	static Variant oneParent() {
		return intercepted(() -> (operation, args,
				real) -> operation.equals("shards") ? real.<List<ShardItem>>answer(args)
					.thenApply((items) -> items.stream()
						.map((item) -> Interception.with(item, "parents",
								item.parents().subList(0, Math.min(1, item.parents().size()))))
						.toList()) : real.answer(args));
	}

	static Variant noOrder() {
		return new Variant() {

			@Override
			KinsumerSettings.Builder settings(KinsumerSettings.Builder settings) {
				return settings.keepShardOrder(false);
			}

		};
	}

	static Variant blindToNewcomers() {
		return intercepted(() -> {
			Set<Owner> known = new HashSet<>();
			return (operation, args, real) -> operation.equals("sessions")
					? real.<List<Session>>answer(args).thenApply((sessions) -> {
						if (known.isEmpty()) {
							sessions.forEach((session) -> known.add(session.owner()));
						}
						return sessions.stream().filter((session) -> known.contains(session.owner())).toList();
					}) : real.answer(args);
		});
	}

	private static Variant resetting(Interception interception, UnaryOperator<String> condition) {
		return new Variant() {

			@Override
			MetadataRepository resetMetadata(MetadataRepository real) {
				return interception.on(real);
			}

			@Override
			String resetCondition(String of) {
				return condition.apply(of);
			}

		};
	}

	static Variant resetsTheOwned() {
		return resetting((operation, args, real) -> operation.equals("sessions")
				? CompletableFuture.completedFuture(List.of()) : real.answer(args), UnaryOperator.identity());
	}

	/**
	 * Writes the epoch after the one before the present one.
	 */
	static Variant resetKeepsEpoch() {
		return resetting((operation, args, real) -> {
			if (!operation.equals("resetShard")) {
				return real.answer(args);
			}
			ShardItem seen = (ShardItem) args[0];
			return real.answer(new Object[] { Interception.with(seen, "epoch", seen.epoch() - 1), args[1], args[2] });
		}, (condition) -> condition.replace("#epoch = :epoch", "attribute_exists(#epoch) AND :epoch <= #epoch"));
	}

	static Variant persistsRarely() {
		return new Variant() {

			@Override
			KinsumerSettings.Builder settings(KinsumerSettings.Builder settings) {
				return settings.persistFrequency(Duration.ofMinutes(1));
			}

		};
	}

	static Variant callsTooOften() {
		return new Variant() {

			@Override
			KinsumerSettings.Builder settings(KinsumerSettings.Builder settings) {
				return settings.heartbeatInterval(Duration.ofMillis(500));
			}

		};
	}

}
