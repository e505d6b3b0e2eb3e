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

package io.kinsumer.test.fault;

import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * One rule of {@link FaultRules}. Safe for use by several threads.
 */
public final class FaultRule {

	private final long id;

	private final FaultSelector selector;

	private final FaultSchedule schedule;

	private final boolean afterEffect;

	private final FaultAction action;

	private final @Nullable SplittableRandom random;

	private long matched;

	private long fired;

	FaultRule(long id, FaultSelector selector, FaultSchedule schedule, boolean afterEffect, FaultAction action) {
		this.id = id;
		this.selector = selector;
		this.schedule = schedule;
		this.afterEffect = afterEffect;
		this.action = action;
		this.random = (schedule.probability() < 1) ? new SplittableRandom(schedule.seed()) : null;
	}

	/**
	 * Return the number by which it is known.
	 * @return unique among the rules of a server
	 */
	public long id() {
		return this.id;
	}

	/**
	 * Return which calls it is for.
	 * @return the selector
	 */
	public FaultSelector selector() {
		return this.selector;
	}

	/**
	 * Return which of these calls it hits.
	 * @return the schedule
	 */
	public FaultSchedule schedule() {
		return this.schedule;
	}

	/**
	 * Return whether it hits calls once they took effect.
	 * @return {@code false} when it hits them before
	 */
	public boolean afterEffect() {
		return this.afterEffect;
	}

	/**
	 * Return what it does.
	 * @return the action
	 */
	public FaultAction action() {
		return this.action;
	}

	/**
	 * Return how many calls it was for so far.
	 * @return the number of calls, whether hit or not
	 */
	public synchronized long matched() {
		return this.matched;
	}

	/**
	 * Return how often it fired so far.
	 * @return the number of calls it hit
	 */
	public synchronized long fired() {
		return this.fired;
	}

	/** Return whether it hits this call, for which it is. */
	synchronized boolean fires() {
		this.matched++;
		boolean due = this.matched > this.schedule.skip() && this.fired < this.schedule.times()
				&& (this.random == null || this.random.nextDouble() < this.schedule.probability());
		if (due) {
			this.fired++;
		}
		return due;
	}

	@Override
	public String toString() {
		return "Fault " + this.id + ": " + this.selector + (this.afterEffect ? " after its effect: " : ": ")
				+ this.action + ", fired " + fired() + " of " + matched();
	}

}
