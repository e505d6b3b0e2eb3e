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

package io.kinsumer.test.context;

import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code kinesis.embedded.*}.
 *
 * @param enabled whether the application gets an embedded server
 * @param port the port on 127.0.0.1, 0 for any free one
 * @param streams streams to create, as {@code name:shards}
 */
record EmbeddedKinesisProperties(@DefaultValue("false") boolean enabled, @DefaultValue("0") int port,
		@DefaultValue List<String> streams) {

	static final String PREFIX = "kinesis.embedded";

}
