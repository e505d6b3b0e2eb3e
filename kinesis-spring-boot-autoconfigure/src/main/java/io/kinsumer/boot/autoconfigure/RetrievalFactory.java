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

import io.kinsumer.boot.autoconfigure.KinsumerReadProperties.FanOut;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.shard.Retrieval;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the properties of a kinsumer how it reads its stream.
 */
final class RetrievalFactory {

	private RetrievalFactory() {
	}

	/**
	 * How records are read.
	 * @param prefix the key of the kinsumer
	 * @throws InvalidKinesisPropertyException if settings do not fit each other
	 */
	static Retrieval create(String prefix, KinsumerReadProperties properties) {
		FanOut fanOut = properties.getFanOut();
		if (properties.getRetrieval() == KinsumerReadProperties.Retrieval.FAN_OUT) {
			return new Retrieval.FanOut(fanOut.getConsumerName(), fanOut.getConsumerArn());
		}
		requireUnset(prefix, "consumer-name", fanOut.getConsumerName());
		requireUnset(prefix, "consumer-arn", fanOut.getConsumerArn());
		return Retrieval.polling();
	}

	private static void requireUnset(String prefix, String setting, @Nullable String value) {
		if (value != null) {
			throw new InvalidKinesisPropertyException(prefix + ".fan-out." + setting, value,
					"has no effect, because records are read by polling",
					"Set " + prefix + ".retrieval to fan-out, or remove it.");
		}
	}

	/**
	 * How Kinesis is reached: with the role of the kinsumer, if it has one.
	 * @param prefix the key of the kinsumer
	 * @throws InvalidKinesisPropertyException if the role is not one
	 */
	static ClientSettings client(String prefix, KinsumerReadProperties properties, ClientSettings client) {
		String role = properties.getRoleArn();
		if (role == null) {
			return client;
		}
		RoleArns.check(prefix + ".role-arn", role);
		return client.withRoleArn(role);
	}

}
