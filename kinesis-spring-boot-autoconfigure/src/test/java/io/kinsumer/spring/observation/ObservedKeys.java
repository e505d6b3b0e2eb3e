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

import java.util.Arrays;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys of the only observation there is.
 */
final class ObservedKeys {

	private ObservedKeys() {
	}

	static void assertAll(TestObservationRegistry registry, KeyName[] low, KeyName[] high) {
		TestObservationRegistryAssert.assertThat(registry).hasSingleObservationThat().satisfies((context) -> {
			assertThat(context.getLowCardinalityKeyValues()).extracting("key")
				.containsExactlyInAnyOrder(Arrays.stream(low).map(KeyName::asString).toArray());
			assertThat(context.getHighCardinalityKeyValues()).extracting("key")
				.containsExactlyInAnyOrder(Arrays.stream(high).map(KeyName::asString).toArray());
		});
	}

}
