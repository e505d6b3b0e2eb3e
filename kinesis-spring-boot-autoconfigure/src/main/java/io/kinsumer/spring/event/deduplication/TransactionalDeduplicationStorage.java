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

package io.kinsumer.spring.event.deduplication;

import java.util.concurrent.Callable;

/**
 * A storage whose claims are part of a transaction, in which the message is handled: they
 * are committed together with what the handler did, or not at all. Only handlers that are
 * done when they return can use it; they must run on the calling thread.
 * <p>
 * A claim outside of {@link #inTransaction} is refused. Who claims a message that is
 * being handled waits for the end of that transaction.
 */
public interface TransactionalDeduplicationStorage extends DeduplicationStorage {

	/**
	 * Does something in a new transaction of the calling thread.
	 * @param <T> the type of the result
	 * @param work what to do; the transaction is rolled back when it throws
	 * @return what it returned, when the transaction is committed
	 * @throws Exception what it threw, or why the transaction could not be committed
	 */
	<T> T inTransaction(Callable<T> work) throws Exception;

}
