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

import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;

import org.springframework.context.SmartLifecycle;

/**
 * Registers what was subscribed to by the time the application starts, just before the
 * registry starts all listeners, which it also stops.
 */
public final class KinesisBusLifecycle implements SmartLifecycle {

	private final KinesisBus bus;

	private volatile boolean running;

	/**
	 * Creates it.
	 * @param bus the bus
	 */
	public KinesisBusLifecycle(KinesisBus bus) {
		this.bus = bus;
	}

	@Override
	public void start() {
		this.bus.register();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return KinesisListenerEndpointRegistry.PHASE - 1;
	}

}
