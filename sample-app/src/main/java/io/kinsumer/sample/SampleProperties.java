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

package io.kinsumer.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sample.
 *
 * @param instance this instance among its peers, as {@link InstanceName} has it
 * @param createStream whether to create the stream when it is missing
 * @param shards how many shards a stream that is created has, at least 1
 * @param lanes how many keys the synthetic load is spread over, at least 1
 */
@ConfigurationProperties("sample")
public record SampleProperties(String instance, @DefaultValue("false") boolean createStream,
		@DefaultValue("4") int shards, @DefaultValue("48") int lanes) {

	public SampleProperties {
		requirePositive("sample.shards", shards);
		requirePositive("sample.lanes", lanes);
	}

	private static void requirePositive(String property, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(property + " must be at least 1, but is " + value);
		}
	}

}
