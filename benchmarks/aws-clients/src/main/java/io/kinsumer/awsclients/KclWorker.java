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

package io.kinsumer.awsclients;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.MetricsLevel;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/**
 * One worker of KCL, set up to start as soon as it can.
 */
final class KclWorker implements AutoCloseable {

	private static final String APPLICATION = "kcl-check";

	private final Set<String> started = ConcurrentHashMap.newKeySet();

	private final Set<String> ended = ConcurrentHashMap.newKeySet();

	private final Scheduler scheduler;

	KclWorker(String stream, Retrieval retrieval, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb,
			CloudWatchAsyncClient cloudWatch, Deliveries deliveries) {
		this.scheduler = scheduler(stream, kinesis, dynamoDb, cloudWatch,
				() -> new CountingProcessor(deliveries, this.started, this.ended),
				(retrieval == Retrieval.POLLING) ? new PollingConfig(stream, kinesis).idleTimeBetweenReadsInMillis(250)
						: new FanOutConfig(kinesis).streamName(stream).applicationName(APPLICATION));
		start();
	}

	/** Polls at KCL's own pace. */
	KclWorker(String stream, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, CloudWatchAsyncClient cloudWatch,
			ShardRecordProcessorFactory processors) {
		this.scheduler = scheduler(stream, kinesis, dynamoDb, cloudWatch, processors,
				new PollingConfig(stream, kinesis));
		start();
	}

	private static Scheduler scheduler(String stream, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb,
			CloudWatchAsyncClient cloudWatch, ShardRecordProcessorFactory processors,
			RetrievalSpecificConfig retrieval) {
		SingleStreamTracker tracker = new SingleStreamTracker(stream,
				InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON));
		ConfigsBuilder configs = new ConfigsBuilder(tracker, APPLICATION, kinesis, dynamoDb, cloudWatch,
				UUID.randomUUID().toString(), processors);
		return new Scheduler(configs.checkpointConfig(), coordinator(configs), leases(configs),
				configs.lifecycleConfig(), metrics(configs), configs.processorConfig(),
				configs.retrievalConfig().retrievalSpecificConfig(retrieval));
	}

	private void start() {
		Thread thread = new Thread(this.scheduler, "kcl");
		thread.setDaemon(true);
		thread.start();
	}

	private static CoordinatorConfig coordinator(ConfigsBuilder configs) {
		return configs.coordinatorConfig()
			.parentShardPollIntervalMillis(500)
			.shardConsumerDispatchPollIntervalMillis(100);
	}

	private static LeaseManagementConfig leases(ConfigsBuilder configs) {
		LeaseManagementConfig leases = configs.leaseManagementConfig()
			.failoverTimeMillis(3000)
			.leaseAssignmentIntervalMillis(1000L)
			.shardSyncIntervalMillis(2000);
		leases.workerUtilizationAwareAssignmentConfig()
			.disableWorkerMetrics(true)
			.workerMetricsReporterFreqInMillis(1000);
		return leases;
	}

	private static MetricsConfig metrics(ConfigsBuilder configs) {
		return configs.metricsConfig().metricsLevel(MetricsLevel.NONE).metricsFactory(new NullMetricsFactory());
	}

	/**
	 * Tell which shards KCL started to read.
	 * @return their ids
	 */
	Set<String> started() {
		return this.started;
	}

	/**
	 * Tell which shards KCL read to their ends.
	 * @return their ids
	 */
	Set<String> ended() {
		return this.ended;
	}

	@Override
	public void close() {
		if (!this.scheduler.startGracefulShutdown().completeOnTimeout(false, 30, TimeUnit.SECONDS).join()) {
			System.out.println("KCL did not stop gracefully");
			this.scheduler.shutdown();
		}
	}

}
