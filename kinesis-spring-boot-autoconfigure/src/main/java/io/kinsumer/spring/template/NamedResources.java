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

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Things that send, by name: those that are configured exist from the start of the
 * application, others from their first use, all of them until listeners and web server
 * have stopped. Safe for use by any thread.
 *
 * @param <R> what sends
 */
abstract class NamedResources<R> implements SmartLifecycle, DisposableBean {

	/**
	 * Starts before the web server and stops after it, whose phases are from
	 * {@code Integer.MAX_VALUE - 2048}.
	 */
	static final int PHASE = Integer.MAX_VALUE - 4096;

	private static final Log logger = LogFactory.getLog(NamedResources.class);

	private final Function<String, R> factory;

	private final Set<String> configured;

	private final Consumer<R> closer;

	private final Map<String, R> resources = new ConcurrentHashMap<>();

	private volatile boolean running;

	private volatile boolean stopped;

	NamedResources(Function<String, R> factory, Set<String> configured, Consumer<R> closer) {
		this.factory = factory;
		this.configured = configured;
		this.closer = closer;
	}

	/**
	 * Finds or creates one.
	 * @param name a configured name, or a stream
	 * @return the same at each call, until the application stops
	 * @throws IllegalStateException if the application has stopped
	 */
	public R get(String name) {
		R present = this.resources.get(name);
		return (present != null) ? present : create(name);
	}

	private synchronized R create(String name) {
		return this.resources.computeIfAbsent(name, (key) -> {
			if (this.stopped) {
				throw new IllegalStateException(
						"nothing can be sent to '" + name + "' any more, because the application has stopped");
			}
			return this.factory.apply(key);
		});
	}

	/**
	 * Whether there is configuration for a name.
	 * @param name the name
	 * @return {@code false} for one that exists by its use only
	 */
	public boolean isConfigured(String name) {
		return this.configured.contains(name);
	}

	/**
	 * All that exist now, by name.
	 * @return a copy
	 */
	public Map<String, R> getAll() {
		return new TreeMap<>(this.resources);
	}

	@Override
	public void start() {
		this.stopped = false;
		this.configured.forEach(this::get);
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		new Thread(() -> {
			stop();
			callback.run();
		}, "kinesis-close").start();
	}

	@Override
	public void stop() {
		this.running = false;
		synchronized (this) {
			this.stopped = true;
		}
		CompletableFuture
			.allOf(this.resources.keySet()
				.stream()
				.map((name) -> CompletableFuture.runAsync(() -> close(name),
						(task) -> new Thread(task, "kinesis-close-" + name).start()))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	private void close(String name) {
		R resource = this.resources.remove(name);
		if (resource != null) {
			try {
				this.closer.accept(resource);
			}
			catch (RuntimeException ex) {
				logger.warn("What sends to '" + name + "' could not be closed in good order", ex);
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void destroy() {
		stop();
	}

}
