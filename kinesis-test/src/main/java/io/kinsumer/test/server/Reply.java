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

package io.kinsumer.test.server;

import io.kinsumer.test.kinesis.Subscription;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;

/**
 * What a request is answered with.
 */
sealed interface Reply {

	/**
	 * An answer.
	 *
	 * @param response the whole of it
	 */
	record Answer(FullHttpResponse response) implements Reply {

	}

	/**
	 * A stream of events.
	 *
	 * @param head how the answer begins
	 * @param subscription where the events come from
	 */
	record Events(HttpResponse head, Subscription subscription) implements Reply {

	}

	/**
	 * None: the connection is closed.
	 */
	record Nothing() implements Reply {

	}

}
