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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.listener.event.StopReason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * All listeners of an application. Starts them when the application starts, which fails
 * if one of them cannot join its group, and stops them before anything they may use. The
 * process lives on while it runs, once a listener was started. Safe for use by any
 * thread.
 */
public final class KinesisListenerEndpointRegistry
		implements KinesisListenerEndpointRegistrar, SmartLifecycle, DisposableBean {

	/**
	 * The life-cycle phase: listeners start last and stop first, before the web server
	 * stops to take requests.
	 */
	public static final int PHASE = Integer.MAX_VALUE - 100;

	// What the engine needs at most to stop by itself, with the default release delay.
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	// For one call that tells the others.
	private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

	private static final Log logger = LogFactory.getLog(KinesisListenerEndpointRegistry.class);

	private final KinsumerContainerFactory factory;

	private final Map<String, KinsumerContainer> containers = Collections.synchronizedMap(new LinkedHashMap<>());

	// Unregistered, but not out of their groups yet.
	private final Set<KinsumerContainer> leaving = ConcurrentHashMap.newKeySet();

	private final KeepAlive keepAlive = new KeepAlive();

	private volatile boolean running;

	private volatile boolean stopAwaited;

	/**
	 * Creates a registry.
	 * @param factory creates the containers
	 */
	public KinesisListenerEndpointRegistry(KinsumerContainerFactory factory) {
		this.factory = factory;
	}

	@Override
	public void register(KinesisListenerEndpoint endpoint) {
		synchronized (this.containers) {
			DuplicateListeners.check(endpoint, this.containers.values());
			KinsumerContainer container = this.factory.create(endpoint);
			DuplicateListeners.check(container, this.containers.values());
			this.containers.put(endpoint.id(), container);
			if (this.running && container.autoStartup()) {
				start(container).whenComplete((result, failure) -> {
					if (failure != null) {
						logger.error(container + " could not start", failure);
					}
				});
			}
		}
	}

	/**
	 * All containers, in the order of registration.
	 * @return a copy
	 */
	public List<KinsumerContainer> getContainers() {
		synchronized (this.containers) {
			return List.copyOf(this.containers.values());
		}
	}

	/**
	 * The container of a listener.
	 * @param id the id of the listener
	 * @return the container, or {@code null} when there is none
	 */
	public @Nullable KinsumerContainer getContainer(String id) {
		return this.containers.get(id);
	}

	/**
	 * The container of a kinsumer.
	 * @param kinsumer the name of the kinsumer
	 * @return the container, if it has one
	 */
	public Optional<KinsumerContainer> findByKinsumer(String kinsumer) {
		return getContainers().stream().filter((container) -> container.kinsumer().equals(kinsumer)).findFirst();
	}

	/**
	 * The ids of all listeners, in the order of registration.
	 * @return a copy
	 */
	public Set<String> getContainerIds() {
		synchronized (this.containers) {
			return Collections.unmodifiableSet(new LinkedHashSet<>(this.containers.keySet()));
		}
	}

	/**
	 * Stops a listener and forgets it, so that its id and its kinsumer are free.
	 * @param id the id of the listener
	 * @return completes when it has left its group
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Void> unregister(String id) {
		KinsumerContainer container = required(id);
		this.leaving.add(container);
		this.containers.remove(id, container);
		return container.stop(StopReason.UNREGISTERED).whenComplete((left, failure) -> this.leaving.remove(container));
	}

	/**
	 * Starts one listener, unless it is started.
	 * @param id the id of the listener
	 * @return completes when it is a member of its group
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Void> start(String id) {
		return start(required(id));
	}

	private CompletableFuture<Void> start(KinsumerContainer container) {
		CompletableFuture<Void> joined = container.start();
		if (this.running) {
			this.keepAlive.begin();
		}
		return joined;
	}

	/**
	 * Stops one listener; its shards go to other members of the group.
	 * @param id the id of the listener
	 * @return completes when it has left its group
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Void> stop(String id) {
		return required(id).stop();
	}

	/**
	 * Pauses one listener: it keeps its shards, but handles nothing.
	 * @param id the id of the listener
	 * @return whether it runs
	 * @throws IllegalArgumentException if there is no such listener
	 * @see KinsumerContainer#pause()
	 */
	public CompletableFuture<Boolean> pause(String id) {
		return required(id).pause();
	}

	/**
	 * Lets all shards of one listener go on, whatever holds them.
	 * @param id the id of the listener
	 * @return whether it runs
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Boolean> resume(String id) {
		return required(id).resume();
	}

	/**
	 * Pauses one shard of a listener.
	 * @param id the id of the listener
	 * @param shardId the shard
	 * @return whether the listener owns the shard
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Boolean> pause(String id, ShardId shardId) {
		return required(id).pause(shardId);
	}

	/**
	 * Stops one shard of a listener, as something that is wrong.
	 * @param id the id of the listener
	 * @param shardId the shard
	 * @return whether the listener owns the shard
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Boolean> stop(String id, ShardId shardId) {
		return required(id).stop(shardId);
	}

	/**
	 * Lets one shard of a listener go on, whatever holds it.
	 * @param id the id of the listener
	 * @param shardId the shard
	 * @return whether the listener owns the shard
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Boolean> resume(String id, ShardId shardId) {
		return required(id).resume(shardId);
	}

	/**
	 * Whether one listener is started and not stopped since.
	 * @param id the id of the listener
	 * @return {@code false} as well when it stopped by an error
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public boolean isRunning(String id) {
		return required(id).isRunning();
	}

	/**
	 * Whether one listener is paused as a whole.
	 * @param id the id of the listener
	 * @return whether it is
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public boolean isPaused(String id) {
		return required(id).isPaused();
	}

	private KinsumerContainer required(String id) {
		KinsumerContainer container = getContainer(id);
		if (container == null) {
			throw new IllegalArgumentException("there is no listener with id '" + id + "', only " + getContainerIds());
		}
		return container;
	}

	@Override
	public void start() {
		this.running = true;
		this.stopAwaited = false;
		List<CompletableFuture<Void>> joins = getContainers().stream()
			.filter(KinsumerContainer::autoStartup)
			.map(KinsumerContainer::start)
			.toList();
		CompletableFuture<Void> joined = CompletableFuture.allOf(joins.toArray(CompletableFuture[]::new));
		joins.forEach((join) -> join.whenComplete((result, failure) -> {
			if (failure != null) {
				joined.completeExceptionally(failure);
			}
		}));
		try {
			joined.get();
		}
		catch (ExecutionException ex) {
			destroy();
			throw (ex.getCause() instanceof KinsumerStartException cause) ? cause
					: new IllegalStateException("the listeners could not start", ex.getCause());
		}
		catch (InterruptedException ex) {
			// The application is to end before it has begun.
			destroy();
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while listeners joined their groups", ex);
		}
		if (getContainers().stream().anyMatch(KinsumerContainer::isStarted)) {
			this.keepAlive.begin();
		}
	}

	@Override
	public void stop(Runnable callback) {
		this.stopAwaited = true;
		stopAll().whenComplete((result, failure) -> {
			if (failure != null) {
				logger.warn("A listener could not stop in good order", failure);
			}
			callback.run();
		});
	}

	@Override
	public void stop() {
		stopAll().join();
	}

	private CompletableFuture<Void> stopAll() {
		this.running = false;
		this.keepAlive.end();
		return CompletableFuture.allOf(all().stream()
			.map((container) -> container.stop(StopReason.APPLICATION_STOPPED))
			.toArray(CompletableFuture[]::new));
	}

	private Set<KinsumerContainer> all() {
		Set<KinsumerContainer> all = new LinkedHashSet<>(getContainers());
		all.addAll(this.leaving);
		return all;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Stops what the life cycle left running, as after a start that failed. If the life
	 * cycle has waited in vain for the time that a shutdown phase has, no handler is
	 * waited for any longer.
	 */
	@Override
	public void destroy() {
		CompletableFuture<Void> stopped = stopAll();
		Duration patience = PATIENCE;
		if (this.stopAwaited) {
			patience = LAST_PATIENCE;
			all().stream().filter((container) -> !container.isStopped()).forEach((container) -> {
				logger.warn(container + " has not left its group within the time of the shutdown phase; shards "
						+ container.shards() + " are left to others, whatever their handlers do");
				container.abandon();
			});
		}
		try {
			stopped.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("A listener could not stop in good order", ex);
		}
	}

}
