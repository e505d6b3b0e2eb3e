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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * All listeners of an application. Starts them when the application starts, which fails
 * if one of them cannot join its group, and stops them before anything they may use. Safe
 * for use by any thread.
 */
public final class KinesisListenerEndpointRegistry
		implements KinesisListenerEndpointRegistrar, SmartLifecycle, DisposableBean {

	/**
	 * The life-cycle phase: listeners start last and stop first, before the web server
	 * stops to take requests.
	 */
	public static final int PHASE = Integer.MAX_VALUE - 100;

	private static final Log logger = LogFactory.getLog(KinesisListenerEndpointRegistry.class);

	private final KinsumerContainerFactory factory;

	private final Map<String, KinsumerContainer> containers = Collections.synchronizedMap(new LinkedHashMap<>());

	private volatile boolean running;

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
				container.start().whenComplete((result, failure) -> {
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
	 * Starts one listener, unless it is started.
	 * @param id the id of the listener
	 * @return completes when it is a member of its group
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public CompletableFuture<Void> start(String id) {
		return required(id).start();
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

	private KinsumerContainer required(String id) {
		KinsumerContainer container = getContainer(id);
		if (container == null) {
			throw new IllegalArgumentException(
					"there is no listener with id '" + id + "', only " + List.copyOf(this.containers.keySet()));
		}
		return container;
	}

	@Override
	public void start() {
		this.running = true;
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
			joined.join();
		}
		catch (RuntimeException ex) {
			destroy();
			throw (ex.getCause() instanceof KinsumerStartException cause) ? cause : ex;
		}
	}

	@Override
	public void stop(Runnable callback) {
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
		return CompletableFuture
			.allOf(getContainers().stream().map(KinsumerContainer::stop).toArray(CompletableFuture[]::new));
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
	 * Stops what the life cycle left running, as after a start that failed.
	 */
	@Override
	public void destroy() {
		try {
			stopAll().get(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("A listener could not stop in good order", ex);
		}
	}

}
