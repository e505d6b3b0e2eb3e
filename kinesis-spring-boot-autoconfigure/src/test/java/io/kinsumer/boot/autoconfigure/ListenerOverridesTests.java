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

package io.kinsumer.boot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import io.kinsumer.spring.listener.ListenerHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListenerOverridesTests {

	private final KinsumerProperties configured = new KinsumerProperties();

	@Test
	void comeBeforeWhatIsConfiguredAndLeaveTheRest() {
		this.configured.setWaitTime(Duration.ofSeconds(7));
		this.configured.setMaxBatchSize(9);
		this.configured.getMetadata().setTableName("table");
		this.configured.getMetadata().setReadCapacity(77);
		this.configured.getInitialPosition().setType(InitialPosition.Type.LATEST);
		KinsumerProperties result = ListenerOverrides.apply(endpoint(Map.of("maxBatchSize", "500", "auto-startup",
				"false", "Metadata.readCapacity", "5", "metadata.type", "memory", "idle-event-interval", "90s")),
				this.configured);
		assertThat(result.getMaxBatchSize()).isEqualTo(500);
		assertThat(result.isAutoStartup()).isFalse();
		assertThat(result.getMetadata().getType()).isEqualTo(KinsumerMetadataProperties.Type.MEMORY);
		assertThat(result.getMetadata().getReadCapacity()).isEqualTo(5);
		assertThat(result.getIdleEventInterval()).isEqualTo(Duration.ofSeconds(90));
		assertThat(result.getWaitTime()).isEqualTo(Duration.ofSeconds(7));
		assertThat(result.getMetadata().getTableName()).isEqualTo("table");
		assertThat(result.getInitialPosition().getType()).isEqualTo(InitialPosition.Type.LATEST);
	}

	@Test
	void leaveWhatIsConfiguredAsItIs() {
		ListenerOverrides.apply(endpoint(Map.of("max-batch-size", "500", "metadata.table-name", "mine")),
				this.configured);
		assertThat(this.configured.getMaxBatchSize()).isNull();
		assertThat(this.configured.getMetadata().getTableName()).isNull();
	}

	@Test
	void replaceCollectionsWithoutTouchingThoseThatAreConfigured() {
		this.configured.getFailure().getRetryable().add("java.lang.IllegalStateException");
		KinsumerProperties result = ListenerOverrides
			.apply(endpoint(Map.of("failure.retryable", "java.io.IOException")), this.configured);
		assertThat(result.getFailure().getRetryable()).hasToString("[java.io.IOException]");
		assertThat(this.configured.getFailure().getRetryable()).hasToString("[java.lang.IllegalStateException]");
	}

	@Test
	void everySettingIsCopied() {
		KinsumerProperties full = new KinsumerProperties();
		full.setStreamName("stream");
		full.setConcurrency(3);
		full.setShardLevelMetrics(true);
		full.setAutoStartup(false);
		full.getFanOut().setConsumerName("consumer");
		full.getHealthcheck().setTimeout(Duration.ofSeconds(3));
		full.getMetadata().setCreateTable(false);
		KinsumerProperties copy = new KinsumerProperties();
		BeanCopies.copy(full, copy);
		assertThat(copy).usingRecursiveComparison().isEqualTo(full);
		assertThat(BeanCopies.names(KinsumerProperties.class))
			.contains("stream-name", "concurrency", "shard-level-metrics", "fan-out.consumer-name",
					"healthcheck.timeout", "metadata.create-table", "initial-position.timestamp", "assignor")
			.doesNotContain("class");
	}

	@Test
	void anUnknownSettingIsNamedWithWhatWasMeant() {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> ListenerOverrides.apply(endpoint(Map.of("max-batchsizes", "5")), this.configured))
			.withMessageContaining("'max-batchsizes' of listener the orders method is not a setting of kinsumers")
			.withMessageContaining("Did you mean max-batch-size?")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("metadata.table-name"));
	}

	@Test
	void aWholeKeyIsRefusedWithTheShortOne() {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> ListenerOverrides.apply(endpoint(Map.of("kinesis.kinsumers.orders.wait-time", "5s")),
					this.configured))
			.withMessageContaining("'kinesis.kinsumers.orders.wait-time'")
			.satisfies((ex) -> assertThat(ex.getRemedy()).endsWith("wait-time."));
	}

	@Test
	void aValueOfAnotherTypeIsNamed() {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> ListenerOverrides.apply(endpoint(Map.of("wait-time", "soon")), this.configured))
			.withMessageContaining("'wait-time' of listener the orders method is 'soon'");
	}

	@Test
	void aValueThatBreaksARuleIsToldAsTheListenersOwn() {
		InvalidKinesisPropertyException refused = new InvalidKinesisPropertyException(
				"kinesis.kinsumers.orders.wait-time", "PT0S", "must be at least 1ms", "Change it.");
		assertThat(ListenerOverrides.explain(endpoint(Map.of("waitTime", "0ms")), refused))
			.isInstanceOf(ListenerConfigurationException.class)
			.hasMessageContaining("'wait-time' of listener the orders method is '0ms'")
			.hasMessageContaining("must be at least 1ms");
		assertThat(ListenerOverrides.explain(endpoint(Map.of("max-batch-size", "1")), refused)).isSameAs(refused);
	}

	private static KinesisListenerEndpoint endpoint(Map<String, String> properties) {
		return new KinesisListenerEndpoint("id", "orders", properties,
				new ListenerHandler.OfShards((shard) -> (input) -> {
				}), "the orders method");
	}

}
