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

import io.kinsumer.core.shard.Retrieval;
import org.jspecify.annotations.Nullable;

/**
 * The registered consumer that a run reads by. It is found at the start, and found or
 * registered anew when somebody has deregistered it meanwhile. Everything happens on the
 * loop.
 */
final class RegisteredConsumer {

	// Each shard notices for itself.
	private static final Duration LOOKED_FOR_AGAIN_AFTER = Duration.ofSeconds(10);

	private final KinsumerRun run;

	private final KinsumerEnvironment environment;

	private @Nullable Replacement replacement;

	private @Nullable Mark lookedFor;

	private boolean looking;

	RegisteredConsumer(KinsumerRun run, KinsumerEnvironment environment) {
		this.run = run;
		this.environment = environment;
	}

	/**
	 * The consumer to read by.
	 * @return its ARN, or {@code null} when polling
	 */
	@Nullable String arn() {
		KinsumerStartup.Start start = this.run.start();
		String found = (start != null) ? start.consumerArn() : null;
		Replacement present = this.replacement;
		return (present != null && present.former().equals(found)) ? present.arn() : found;
	}

	/**
	 * Kinesis does not know the consumer, or the shard, or the stream.
	 */
	void onNotFound() {
		Mark now = Mark.now(this.run.runtime());
		KinsumerStartup.Start start = this.run.start();
		boolean due = this.lookedFor == null || this.lookedFor.until(now).compareTo(LOOKED_FOR_AGAIN_AFTER) >= 0;
		if (this.looking || !due || start == null || start.consumerArn() == null
				|| !(this.run.settings().retrieval() instanceof Retrieval.FanOut wanted)) {
			return;
		}
		this.looking = true;
		String former = start.consumerArn();
		new ConsumerRegistration(this.run.settings(), wanted, this.run.runtime(), this.environment.consumers(),
				start.stream().arn())
			.find()
			.whenComplete((arn, problem) -> this.run.runtime().loop().execute(() -> {
				this.looking = false;
				this.lookedFor = Mark.now(this.run.runtime());
				if (problem != null) {
					this.run.reports().callFailed("registration of the consumer", Reports.cause(problem));
				}
				else {
					this.replacement = new Replacement(former, arn);
				}
			}));
	}

	/**
	 * Another consumer in place of the one that was found at the start.
	 *
	 * @param former the ARN of the one that was found
	 * @param arn the ARN of the other one
	 */
	private record Replacement(String former, String arn) {

	}

}
