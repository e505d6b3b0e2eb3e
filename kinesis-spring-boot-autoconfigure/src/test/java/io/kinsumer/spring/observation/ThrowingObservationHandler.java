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

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * As no handler of observations should be.
 */
final class ThrowingObservationHandler implements ObservationHandler<Observation.Context> {

	@Override
	public void onError(Observation.Context context) {
		throw new UnsupportedOperationException("expected by the test");
	}

	@Override
	public void onStop(Observation.Context context) {
		throw new UnsupportedOperationException("expected by the test");
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

}
