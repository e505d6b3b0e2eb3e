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

package io.kinsumer.core.sim;

import java.util.Random;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a service for everybody: it does not answer, or refuses some calls.
 */
public final class SimulatedService {

	private final Random random;

	private final Supplier<RuntimeException> outage;

	private State state = State.UP;

	private double refused;

	private @Nullable Refusal refusal;

	/**
	 * Creates a service that is well.
	 * @param outage creates the error of a service that is down
	 */
	public SimulatedService(Random random, Supplier<RuntimeException> outage) {
		this.random = random;
		this.outage = outage;
	}

	public void state(State now) {
		this.state = now;
	}

	/**
	 * Refuses this share of the calls.
	 * @param with creates the error, or {@code null} for an operation that does not have
	 * it
	 */
	public void refuse(double share, @Nullable Refusal with) {
		this.refused = share;
		this.refusal = with;
	}

	boolean isSilent(String operation) {
		return this.state == State.SILENT || (this.state == State.CONTROL_PLANE_SILENT && isControl(operation));
	}

	void check(String operation) {
		if (this.state == State.FAILING) {
			throw this.outage.get();
		}
		Refusal current = this.refusal;
		if (current != null && this.refused > 0 && this.random.nextDouble() < this.refused) {
			RuntimeException error = current.of(operation, this.random);
			if (error != null) {
				throw error;
			}
		}
	}

	private static boolean isControl(String operation) {
		return operation.startsWith("Describe") || operation.startsWith("List");
	}

	/**
	 * How a service is.
	 */
	public enum State {

		/** It answers. */
		UP,

		/** It answers each call with an error. */
		FAILING,

		/** It answers nothing. */
		SILENT,

		/** It does not answer what describes or lists. */
		CONTROL_PLANE_SILENT

	}

	/**
	 * An error now and then.
	 */
	@FunctionalInterface
	public interface Refusal {

		@Nullable RuntimeException of(String operation, Random random);

	}

}
