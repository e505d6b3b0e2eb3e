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

package io.kinsumer.core.processor;

/**
 * Through which the end of a deferred record is told, in any order with others. The first
 * call counts. Safe for use by any thread.
 */
public interface RecordCompletion {

	/**
	 * The record is handled. The checkpoint moves up to the first record that is not.
	 * @throws ShutdownException if the shard is no longer owned: the record will be
	 * delivered to the next owner again
	 */
	void complete();

	/**
	 * The record could not be handled: it is delivered again as if the call for it had
	 * failed. If that is told after the call ended, later records of its key may have
	 * been delivered in the meantime.
	 * @param failure why; {@link RetryAfterException} and {@link StopShardException} have
	 * their meaning
	 */
	void fail(Throwable failure);

}
