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

package io.kinsumer.test.fault;

import org.jspecify.annotations.Nullable;

/**
 * One call of one operation.
 *
 * @param service the service called
 * @param operation the operation as AWS names it, such as {@code PutRecords}
 * @param resource the stream or table it names, as the caller named it; {@code null} when
 * it names none
 * @param request the typed request
 */
public record Call(Service service, String operation, @Nullable String resource, Object request) {

	@Override
	public String toString() {
		return this.service + "." + this.operation + "(" + this.resource + ")";
	}

}
