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

package io.kinsumer.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.kinsumer.core.kinsumer.KinsumerSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * How long Spring waits for the listeners when the application stops.
 *
 * @param phase the time of a shutdown phase
 */
record ShutdownTime(Duration phase) {

	private static final Log logger = LogFactory.getLog(ShutdownTime.class);

	private static final String PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final Duration DEFAULT = Duration.ofSeconds(30);

	static ShutdownTime of(Environment environment) {
		return new ShutdownTime(Binder.get(environment).bind(PROPERTY, Duration.class).orElse(DEFAULT));
	}

	/**
	 * Warns when handlers may take all of the time, so that none is left to hand over
	 * their shards.
	 */
	void check(KinsumerSettings settings) {
		Duration release = settings.releaseDelay();
		if (release.compareTo(this.phase) >= 0) {
			logger.warn(PropertyKeys.kinsumer(settings.name()) + ".release-delay is " + print(release)
					+ ", which is not below " + PROPERTY + ", " + print(this.phase)
					+ ": when a handler takes as long to end, the application stops before its shard is handed over, "
					+ "and others wait for it until the session of this process has ended. Lengthen the second, or "
					+ "shorten the first");
		}
	}

	private static String print(Duration duration) {
		return DurationStyle.SIMPLE.print(duration,
				(duration.toNanosPart() == 0) ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
	}

}
