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

import io.kinsumer.core.client.KinesisException;

/**
 * Two processes use the same client id in one group. The one that came first stops, so
 * that they do not take the shards from each other for ever.
 */
public class DuplicateClientException extends KinesisException {

	private static final long serialVersionUID = 1L;

	public DuplicateClientException(String clientId, String consumerGroup, String host) {
		super("client id '" + clientId + "' of group '" + consumerGroup + "' is in use by another process as well ("
				+ host + "): give each process a client-id of its own, or none, so that one is drawn", null);
	}

}
