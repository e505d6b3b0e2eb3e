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

import java.time.Instant;

import io.kinsumer.core.sim.ModelKinesisClient;

/**
 * Kinesis as one member reaches it.
 */
class MemberKinesisClient extends ModelKinesisClient {

	private final SimulatedGroup group;

	private final SimulatedMember member;

	MemberKinesisClient(SimulatedGroup group, SimulatedMember member) {
		super(group.kinesis(), group.time(), member.kinesisNetwork());
		this.group = group;
		this.member = member;
	}

	@Override
	protected Instant date() {
		this.member.described(this.group.time().nanos());
		return super.date();
	}

}
