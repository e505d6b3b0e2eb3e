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

package io.kinsumer.spring.event;

import java.util.Map;

/**
 * Something that has happened, which an application tells others. A type need not
 * implement it to be published: see {@link EventRegistration}.
 */
public interface Event {

	/**
	 * What travels beside the event, for those who look at it without decoding the event.
	 * @return names and values, none of which is {@code null}; none by default. The names
	 * in {@link io.kinsumer.spring.event.message.EventHeaders} and those that begin with
	 * {@code kinesis_} are taken
	 */
	default Map<String, String> headers() {
		return Map.of();
	}

	/**
	 * Events of a key go to the same shard. They are in order if each is published after
	 * the one before was written.
	 * @return at most 256 characters; empty, the default: any shard will do
	 */
	default String key() {
		return "";
	}

}
