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

package io.kinsumer.spring.observation;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.processor.UnprintableException;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Ends observations. What a handler of theirs throws changes no outcome.
 */
final class Observations {

	private static final Log logger = LogFactory.getLog(Observations.class);

	private Observations() {
	}

	/**
	 * Ends an observation.
	 * @param failure how what is observed failed; {@code null} when it did not
	 */
	static void stop(Observation observation, @Nullable Throwable failure) {
		if (failure != null) {
			tell(() -> observation.error(UnprintableException.orSame(AwsErrors.unwrap(failure))));
		}
		tell(observation::stop);
	}

	private static void tell(Runnable event) {
		try {
			event.run();
		}
		catch (RuntimeException ex) {
			logger.error("An observation handler threw, which it must not", ex);
		}
	}

}
