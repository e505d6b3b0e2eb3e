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

package io.kinsumer.spring.template;

import java.util.Collection;

/**
 * Finds what sends to a destination. Safe for use by any thread.
 */
public interface RecordSenders {

	/**
	 * Finds or creates what sends to a destination.
	 * @param destination the name of a producer or writer, or a stream
	 * @return the sender
	 */
	RecordSender get(String destination);

	/**
	 * Tells what sends now.
	 * @return those that exist, a copy
	 */
	Collection<RecordSender> all();

}
