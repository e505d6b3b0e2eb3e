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

package io.kinsumer.start.kinesis;

import java.util.concurrent.atomic.AtomicBoolean;

import io.kinsumer.start.Moment;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tells when the first call of AWS begins. The SDK finds it by a file on the class path.
 */
public final class FirstCall implements ExecutionInterceptor {

	private static final AtomicBoolean seen = new AtomicBoolean();

	/**
	 * Called by the SDK, once for each client.
	 */
	public FirstCall() {
	}

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		if (!seen.getAndSet(true)) {
			Moment.print(Moment.FIRST_CALL);
		}
	}

}
