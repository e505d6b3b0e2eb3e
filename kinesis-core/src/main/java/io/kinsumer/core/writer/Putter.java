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

package io.kinsumer.core.writer;

import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/**
 * What writers and producers need of a Kinesis client. An application may put something
 * of its own in its place, or around it: to record requests, to route them, to fail them
 * in a test. For use by several threads.
 */
@FunctionalInterface
public interface Putter {

	/**
	 * Puts records.
	 * @param request 1 to 500 records of one stream
	 * @return one result for each record, in their order; or the failure of the request
	 * as a whole
	 */
	CompletableFuture<PutRecordsResponse> putRecords(PutRecordsRequest request);

}
