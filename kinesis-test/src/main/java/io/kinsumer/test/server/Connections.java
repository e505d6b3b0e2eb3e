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

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2StreamChannel;

/**
 * Ends connections the rude way.
 */
final class Connections {

	private Connections() {
	}

	/** Reset the connection of a channel, with all streams of HTTP/2 on it. */
	static void reset(Channel channel) {
		Channel connection = (channel instanceof Http2StreamChannel) ? channel.parent() : channel;
		connection.config().setOption(ChannelOption.SO_LINGER, 0);
		connection.close();
	}

}
