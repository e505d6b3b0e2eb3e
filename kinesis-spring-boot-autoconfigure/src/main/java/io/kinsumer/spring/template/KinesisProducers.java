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

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.kinsumer.core.producer.AggregatingProducer;
import io.kinsumer.core.record.UserRecord;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The aggregating producers of an application, by name. When the application stops, what
 * they hold is written first, within their close timeouts.
 */
public final class KinesisProducers extends NamedResources<AggregatingProducer> {

	private static final Log logger = LogFactory.getLog(KinesisProducers.class);

	/**
	 * Creates the registry.
	 * @param factory creates a producer by its name, or for a stream
	 * @param configured the names that are configured
	 * @param closeTimeouts how long a producer may take to write what it holds
	 */
	public KinesisProducers(Function<String, AggregatingProducer> factory, Set<String> configured,
			Function<String, Duration> closeTimeouts) {
		super(factory, configured, (producer) -> close(producer, closeTimeouts.apply(producer.settings().name())));
	}

	private static void close(AggregatingProducer producer, Duration timeout) {
		List<UserRecord> left = producer.close(timeout);
		if (!left.isEmpty()) {
			logger.error("Producer '" + producer.settings().name() + "' was closed with " + left.size()
					+ " records that could not be written within " + timeout
					+ "; their futures failed. See kinesis.producers.<name>.close-timeout.");
		}
	}

}
