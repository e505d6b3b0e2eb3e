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

package io.kinsumer.core.shard;

/**
 * A consumer of enhanced fan-out, registered with a stream.
 *
 * @param name its name, unique for the stream
 * @param arn its ARN
 * @param state what it may be used for
 */
public record StreamConsumer(String name, String arn, State state) {

	/**
	 * The life of a consumer.
	 */
	public enum State {

		/**
		 * It will be usable soon.
		 */
		CREATING,

		/**
		 * It can be used.
		 */
		ACTIVE,

		/**
		 * It is being deregistered. Its name is free again when that is done.
		 */
		DELETING

	}

}
