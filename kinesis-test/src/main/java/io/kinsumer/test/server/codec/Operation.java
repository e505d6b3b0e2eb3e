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

package io.kinsumer.test.server.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One operation on the wire.
 *
 * @param <Q> the type of the request
 * @param <R> the type of the result
 * @param decode reads the request
 * @param invoke calls the model
 * @param encode writes the result
 */
record Operation<Q, R>(Function<Fields, Q> decode, Function<Q, R> invoke, BiConsumer<Output, R> encode) {

	byte[] run(byte[] body, Protocol protocol) {
		Fields fields = Fields.read(body, protocol);
		Q request = this.decode.apply(fields);
		fields.refuseUnmodelled();
		R result = this.invoke.apply(request);
		return Output.write(protocol, (out) -> this.encode.accept(out, result));
	}

}
