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

package io.kinsumer.test.documentation;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import io.kinsumer.test.documentation.OrderLogTests.OrderLog;
import org.junit.jupiter.api.Test;

import static io.kinsumer.test.assertj.EmbeddedKinesisAssertions.assertThat;

/**
 * The example of the documentation with the annotation.
 */
@EmbeddedKinesis(streams = { "orders:4", "audit" })
class OrdersTests {

	@Test
	void ordersAreWritten(EmbeddedKinesisServer kinesis) {
		try (OrderLog log = new OrderLog(kinesis.endpoint(), EmbeddedKinesisServer.REGION)) {
			log.write("customer-1", "one book");
		}
		assertThat(kinesis.stream("orders")).hasRecords(1).containsRecord("customer-1", "one book");
	}

}
