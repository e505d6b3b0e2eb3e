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

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.sim.ModelKinesisClient;

/**
 * How the engine of a simulated member differs from the real one. The default is no
 * difference; a variant that breaks a rule of the protocol shows that the simulation
 * notices it.
 */
class Variant {

	/** The real engine. */
	static final Variant NONE = new Variant();

	KinsumerSettings.Builder settings(KinsumerSettings.Builder settings) {
		return settings;
	}

	MetadataRepository metadata(MetadataRepository real) {
		return real;
	}

	ModelKinesisClient kinesis(SimulatedGroup group, SimulatedMember member) {
		return new MemberKinesisClient(group, member);
	}

	/**
	 * The condition of a write, as it is sent.
	 */
	String condition(String condition) {
		return condition;
	}

	/**
	 * The repository of an operator.
	 */
	MetadataRepository resetMetadata(MetadataRepository real) {
		return real;
	}

	/**
	 * The condition of an operator's write, as it is sent.
	 */
	String resetCondition(String condition) {
		return condition;
	}

	String sessionId(String drawn) {
		return drawn;
	}

	Handling handling() {
		return Handling.PROPER;
	}

	/**
	 * How a handler goes about its work.
	 */
	enum Handling {

		/** As {@link ProcessorHandler} does. */
		PROPER,

		/** Checkpoints each record before it handles it. */
		CHECKPOINTS_FIRST,

		/** Looks whether it may begin once a batch, not once a record. */
		ASKS_ONCE_A_BATCH,

		/** Says that it has ended although it goes on. */
		ENDS_TOO_EARLY,

		/** Begins nothing any more once the shard is to be handed over. */
		LEAVES_GAPS

	}

}
