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
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.runtime.HandlerThreads;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.template.KinesisProducers;
import io.kinsumer.spring.template.KinesisWriters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class KinesisClientsTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisProducerAutoConfiguration.class))
		.withPropertyValues("spring.application.name=shop");

	private final ApplicationContextRunner runner = this.bare.withPropertyValues(
			"kinesis.clients.default.region=eu-central-1", "kinesis.clients.default.endpoint=http://127.0.0.1:1");

	@Test
	void providersOfTheApplicationAreUsedWhereNothingIsConfigured() {
		AwsCredentialsProvider credentials = AnonymousCredentialsProvider.create();
		ApplicationContextRunner provided = this.bare.withBean(AwsRegionProvider.class, () -> () -> Region.AF_SOUTH_1)
			.withBean(AwsCredentialsProvider.class, () -> credentials);
		provided.run((context) -> {
			KinesisAsyncClient client = context.getBean(KinesisAsyncClient.class);
			assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.AF_SOUTH_1);
			assertThat(client.serviceClientConfiguration().credentialsProvider()).isSameAs(credentials);
			assertThat(context.getBean(DynamoDbAsyncClient.class).serviceClientConfiguration().region())
				.isEqualTo(Region.AF_SOUTH_1);
		});
		provided
			.withPropertyValues("kinesis.clients.default.region=eu-west-1",
					"kinesis.clients.default.credentials.access-key-id=id",
					"kinesis.clients.default.credentials.secret-access-key=secret")
			.run((context) -> {
				KinesisAsyncClient client = context.getBean(KinesisAsyncClient.class);
				assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
				assertThat(client.serviceClientConfiguration().credentialsProvider()).isNotSameAs(credentials);
			});
	}

	@Test
	void oneOfSeveralCredentialsProvidersIsNotGuessed() {
		this.runner.withBean("one", AwsCredentialsProvider.class, AnonymousCredentialsProvider::create)
			.withBean("two", AwsCredentialsProvider.class, AnonymousCredentialsProvider::create)
			.run((context) -> assertThat(
					context.getBean(KinesisAsyncClient.class).serviceClientConfiguration().credentialsProvider())
				.isNotInstanceOf(AnonymousCredentialsProvider.class));
	}

	@Test
	void customizersChangeEveryClientAfterItsSettings() {
		List<String> names = new ArrayList<>();
		this.runner
			.withPropertyValues("kinesis.clients.audit.http.timeout=3s", "kinesis.clients.default.http.timeout=2s",
					"kinesis.clients.default.backoff.max-elapsed-time=9s")
			.withBean("second", KinesisClientBuilderCustomizer.class, SecondCustomizer::new)
			.withBean("first", KinesisClientBuilderCustomizer.class, FirstCustomizer::new)
			.withBean(DynamoDbClientBuilderCustomizer.class, () -> (name, builder) -> {
				names.add(name);
				builder.region(Region.SA_EAST_1);
			})
			.run((context) -> {
				AwsClients audit = context.getBean(KinesisClients.class)
					.configured(context.getBean(ClientSettingsFactory.class).create("test", "audit"));
				assertThat(audit.kinesis().serviceClientConfiguration().region()).isEqualTo(Region.of("second-audit"));
				assertThat(audit.kinesisReads().serviceClientConfiguration().region())
					.isEqualTo(Region.of("second-audit"));
				assertThat(audit.dynamoDb().serviceClientConfiguration().region()).isEqualTo(Region.SA_EAST_1);
				assertThat(names).containsExactly("audit");
				ClientOverrideConfiguration overrides = audit.kinesis()
					.serviceClientConfiguration()
					.overrideConfiguration();
				assertThat(overrides.apiCallAttemptTimeout()).contains(Duration.ofSeconds(3));
				assertThat(overrides.apiCallTimeout()).contains(Duration.ofSeconds(9));
				assertThat(audit.kinesisReads()
					.serviceClientConfiguration()
					.overrideConfiguration()
					.apiCallAttemptTimeout()).isEmpty();
			});
	}

	@Test
	void clientsOfTheApplicationReplaceTheDefaultOnesOneByOne() {
		KinesisAsyncClient mine = mock(KinesisAsyncClient.class);
		this.runner.withPropertyValues("kinesis.clients.audit.region=eu-west-1")
			.withBean("mine", KinesisAsyncClient.class, () -> mine)
			.run((context) -> {
				KinesisClients clients = context.getBean(KinesisClients.class);
				ClientSettingsFactory settings = context.getBean(ClientSettingsFactory.class);
				assertThat(clients.kinesis(settings.create("test", "default"))).isSameAs(mine);
				assertThat(clients.kinesisReads(settings.create("test", "default"))).isSameAs(mine);
				assertThat(clients.kinesis(settings.create("test", "audit"))).isNotSameAs(mine);
				assertThat(context).hasSingleBean(DynamoDbAsyncClient.class);
			});
		DynamoDbAsyncClient table = mock(DynamoDbAsyncClient.class);
		this.runner.withBean("mine", DynamoDbAsyncClient.class, () -> table)
			.run((context) -> assertThat(context.getBean(KinesisClients.class)
				.dynamoDb(context.getBean(ClientSettingsFactory.class).create("test", "default"))).isSameAs(table));
	}

	@Test
	void amongSeveralClientsTheNamedOneCountsAndNoneIsGuessed() {
		KinesisAsyncClient mine = mock(KinesisAsyncClient.class);
		ApplicationContextRunner two = this.runner.withBean("other", KinesisAsyncClient.class,
				() -> mock(KinesisAsyncClient.class));
		two.withBean("kinesisAsyncClient", KinesisAsyncClient.class, () -> mine)
			.run((context) -> assertThat(context.getBean(KinesisClients.class)
				.kinesis(context.getBean(ClientSettingsFactory.class).create("test", "default"))).isSameAs(mine));
		two.withBean("mine", KinesisAsyncClient.class, () -> mine)
			.withPropertyValues("kinesis.producers.orders.stream-name=orders")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasStackTraceContaining("mine"));
	}

	@Test
	void severalOfEverythingLiveSideBySide() {
		this.runner
			.withPropertyValues("kinesis.clients.audit.region=eu-west-1", "kinesis.kinsumers.a.client-name=audit",
					"kinesis.kinsumers.b.stream-name=b", "kinesis.producers.p.stream-name=b",
					"kinesis.producers.q.client-name=audit", "kinesis.writers.w.client-name=audit",
					"kinesis.writers.x.stream-name=b")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(KinesisListenerEndpointRegistry.class);
				assertThat(context.getBean(KinesisProducers.class).getAll()).containsOnlyKeys("p", "q");
				assertThat(context.getBean(KinesisWriters.class).getAll()).containsOnlyKeys("w", "x");
			});
	}

	@Test
	void theExecutorOfBootStays() {
		this.runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean("applicationTaskExecutor"))
				.isInstanceOf(ThreadPoolTaskExecutor.class));
	}

	@Test
	void handlersRunOnPlatformThreadsUnlessBootIsAskedForVirtualOnes() {
		this.runner
			.run((context) -> assertThat(context.getBean(HandlerThreads.class)).isEqualTo(HandlerThreads.PLATFORM));
		this.runner.withPropertyValues("spring.threads.virtual.enabled=false")
			.run((context) -> assertThat(context.getBean(HandlerThreads.class)).isEqualTo(HandlerThreads.PLATFORM));
		this.runner.withBean(HandlerThreads.class, () -> HandlerThreads.VIRTUAL_IF_AVAILABLE)
			.run((context) -> assertThat(context).hasSingleBean(HandlerThreads.class)
				.doesNotHaveBean("kinesisPlatformHandlerThreads"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void handlersRunOnVirtualThreadsWhenBootIsAskedForThem() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(context.getBean(HandlerThreads.class))
				.isEqualTo(HandlerThreads.VIRTUAL_IF_AVAILABLE));
	}

	@Order(1)
	private static final class FirstCustomizer implements KinesisClientBuilderCustomizer {

		@Override
		public void customize(String clientName,
				software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder builder) {
			builder.region(Region.of("first-" + clientName));
		}

	}

	@Order(2)
	private static final class SecondCustomizer implements KinesisClientBuilderCustomizer {

		@Override
		public void customize(String clientName,
				software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder builder) {
			builder.region(Region.of("second-" + clientName));
		}

	}

}
