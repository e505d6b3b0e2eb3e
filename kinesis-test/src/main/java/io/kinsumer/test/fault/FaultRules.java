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

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Faults by rules, which come and go while calls are running. For each stage of a call,
 * the rules that are for it are asked in the order in which they were made: delays add
 * up, and the first that fires with anything else decides. Safe for use by several
 * threads.
 */
public final class FaultRules implements Faults {

	private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

	private final AtomicLong ids = new AtomicLong();

	private final Set<String> known;

	/**
	 * Create rules, none at first, that take any name for an operation.
	 */
	public FaultRules() {
		this(Set.of());
	}

	/**
	 * Create rules, none at first.
	 * @param operations the operations there are, to refuse names that would never match;
	 * empty to take any name
	 */
	public FaultRules(Set<String> operations) {
		this.known = Set.copyOf(operations);
	}

	/**
	 * Begin a rule for calls of some operations.
	 * @param operations operations as AWS names them, such as {@code GetRecords}, at
	 * least one
	 * @return a builder, which takes effect once it is told what happens
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public FaultBuilder on(String... operations) {
		if (operations.length == 0) {
			throw new IllegalArgumentException("No operation is given: name one, or say onAny()");
		}
		for (String operation : operations) {
			if (!this.known.isEmpty() && !this.known.contains(operation)) {
				throw new IllegalArgumentException("Operation '" + operation + "' is none of this server's, which are "
						+ String.join(", ", new TreeSet<>(this.known)));
			}
		}
		return new FaultBuilder(this, new TreeSet<>(List.of(operations)));
	}

	/**
	 * Begin a rule for calls of all operations.
	 * @return a builder, which takes effect once it is told what happens
	 */
	public FaultBuilder onAny() {
		return new FaultBuilder(this, Set.of());
	}

	FaultRule add(FaultSelector selector, FaultSchedule schedule, boolean afterEffect, FaultAction action) {
		FaultRule rule = new FaultRule(this.ids.incrementAndGet(), selector, schedule, afterEffect, action);
		this.rules.add(rule);
		return rule;
	}

	/**
	 * Return the rules, those included that have fired as often as they may.
	 * @return a copy, in the order in which they were made
	 */
	public List<FaultRule> rules() {
		return List.copyOf(this.rules);
	}

	boolean isEmpty() {
		return this.rules.isEmpty();
	}

	/**
	 * Remove a rule.
	 * @param id its number
	 * @return whether it was there
	 */
	public boolean remove(long id) {
		return this.rules.removeIf((rule) -> rule.id() == id);
	}

	/**
	 * Remove all rules. What they hold back already stays so.
	 */
	public void clear() {
		this.rules.clear();
	}

	/**
	 * Decide about a new connection, of which nothing is known yet.
	 * @return whether a rule for all calls refuses it
	 */
	public boolean refusesConnection() {
		for (FaultRule rule : this.rules) {
			if (rule.action() instanceof FaultAction.RefuseConnection && !rule.afterEffect()
					&& rule.selector().matchesEverything() && rule.fires()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return faults that ask these rules first and others when no rule decides.
	 * @param others the other faults
	 * @return both
	 */
	public Faults orElse(Faults others) {
		return (others == Faults.NONE) ? this : new Both(this, others);
	}

	@Override
	public Fault before(Call call) {
		return decide(call, false);
	}

	@Override
	public Fault after(Call call, @Nullable Object result) {
		return decide(call, true);
	}

	@Override
	public @Nullable EntryFault entry(CallEntry entry) {
		for (FaultRule rule : this.rules) {
			if (rule.selector().matches(entry) && rule.fires()) {
				Call call = new Call(OperationTraits.service(entry.operation()), entry.operation(), entry.resource(),
						entry);
				if (rule.action().fault(call) instanceof Fault.Fail fail) {
					return new EntryFault(fail.error(), rule.afterEffect());
				}
			}
		}
		return null;
	}

	private Fault decide(Call call, boolean applied) {
		Fault fault = Fault.NONE;
		for (FaultRule rule : this.rules) {
			if (rule.afterEffect() == applied && rule.selector().matches(call) && rule.fires()) {
				fault = fault.then(rule.action().fault(call));
				if (fault.decides()) {
					break;
				}
			}
		}
		return fault;
	}

	/**
	 * Rules, then something else.
	 */
	private record Both(Faults first, Faults second) implements Faults {

		@Override
		public Fault before(Call call) {
			Fault fault = this.first.before(call);
			return fault.decides() ? fault : fault.then(this.second.before(call));
		}

		@Override
		public Fault after(Call call, @Nullable Object result) {
			Fault fault = this.first.after(call, result);
			return fault.decides() ? fault : fault.then(this.second.after(call, result));
		}

		@Override
		public @Nullable EntryFault entry(CallEntry entry) {
			EntryFault fault = this.first.entry(entry);
			return (fault != null) ? fault : this.second.entry(entry);
		}

	}

}
