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

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.client.HttpProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientConnectionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class));

	@Test
	void propertiesAreTheDetailsWhereNobodyGivesOthers() {
		this.runner
			.withPropertyValues("kinesis.clients.default.endpoint=http://localhost:1",
					"kinesis.clients.default.dynamo-db-endpoint=http://localhost:2",
					"kinesis.clients.default.region=eu-west-1", "kinesis.clients.default.credentials.access-key-id=id",
					"kinesis.clients.default.credentials.secret-access-key=secret",
					"kinesis.clients.default.credentials.session-token=token", "kinesis.clients.default.profile=reader",
					"kinesis.clients.default.role-arn=arn:aws:iam::123456789012:role/reader")
			.run((context) -> {
				KinesisConnectionDetails details = context.getBean(KinesisConnectionDetails.class);
				assertThat(details).isInstanceOf(PropertiesKinesisConnectionDetails.class);
				assertThat(details.getKinesisEndpoint()).hasToString("http://localhost:1");
				assertThat(details.getDynamoDbEndpoint()).hasToString("http://localhost:2");
				ClientSettings settings = settings(context.getBean(ClientSettingsFactory.class), "default");
				assertThat(settings.endpoint()).hasToString("http://localhost:1");
				assertThat(settings.dynamoDbEndpoint()).hasToString("http://localhost:2");
				assertThat(settings.region()).isEqualTo("eu-west-1");
				assertThat(settings.credentials()).isEqualTo(new ClientCredentials("id", "secret", "token"));
				assertThat(settings.profile()).isEqualTo("reader");
				assertThat(settings.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/reader");
			});
	}

	@Test
	void detailsReplaceWhereTheDefaultClientConnectsTo() {
		this.runner.withBean(KinesisConnectionDetails.class, GivenDetails::new)
			.withPropertyValues("kinesis.clients.default.endpoint=http://localhost:1",
					"kinesis.clients.default.dynamo-db-endpoint=http://localhost:2",
					"kinesis.clients.default.region=eu-west-1", "kinesis.clients.default.profile=reader",
					"kinesis.clients.default.role-arn=arn:aws:iam::123456789012:role/reader",
					"kinesis.clients.default.credentials.access-key-id=id",
					"kinesis.clients.default.credentials.secret-access-key=secret",
					"kinesis.clients.default.http.read-timeout=7s")
			.run((context) -> {
				ClientSettings settings = settings(context.getBean(ClientSettingsFactory.class), "default");
				assertThat(settings.endpoint()).hasToString("http://container:4566");
				assertThat(settings.dynamoDbEndpoint()).isNull();
				assertThat(settings.region()).isEqualTo("us-east-1");
				assertThat(settings.credentials()).isEqualTo(new ClientCredentials("given", "hidden", null));
				assertThat(settings.profile()).isNull();
				assertThat(settings.roleArn()).isNull();
				assertThat(settings.http().readTimeout()).isEqualTo(Duration.ofSeconds(7));
			});
	}

	@Test
	void otherClientsInheritFromDetailsWhatTheyDoNotSayThemselves() {
		this.runner.withBean(KinesisConnectionDetails.class, GivenDetails::new)
			.withPropertyValues("kinesis.clients.audit.region=eu-west-3", "kinesis.clients.own.profile=mine",
					"kinesis.clients.own.endpoint=http://localhost:3")
			.run((context) -> {
				ClientSettingsFactory factory = context.getBean(ClientSettingsFactory.class);
				ClientSettings audit = settings(factory, "audit");
				assertThat(audit.endpoint()).hasToString("http://container:4566");
				assertThat(audit.region()).isEqualTo("eu-west-3");
				assertThat(audit.credentials()).isEqualTo(new ClientCredentials("given", "hidden", null));
				ClientSettings own = settings(factory, "own");
				assertThat(own.endpoint()).hasToString("http://localhost:3");
				assertThat(own.credentials()).isNull();
				assertThat(own.profile()).isEqualTo("mine");
			});
	}

	@Test
	void eachServiceMayHaveAnEndpointOfItsOwn() {
		this.runner.withBean(KinesisConnectionDetails.class, () -> new GivenDetails() {

			@Override
			public URI getDynamoDbEndpoint() {
				return URI.create("http://tables:8000");
			}

		}).run((context) -> {
			ClientSettings settings = settings(context.getBean(ClientSettingsFactory.class), "default");
			assertThat(settings.endpoint()).hasToString("http://container:4566");
			assertThat(settings.dynamoDbEndpoint()).hasToString("http://tables:8000");
		});
	}

	@Test
	void rolesOfKinsumersAreNotAssumedWithAContainer() {
		ApplicationContextRunner kinsumers = this.runner
			.withConfiguration(AutoConfigurations.of(KinesisListenerAutoConfiguration.class))
			.withPropertyValues("spring.application.name=shop", "kinesis.kinsumers.orders.stream-name=orders",
					"kinesis.kinsumers.orders.role-arn=arn:aws:iam::123456789012:role/reader");
		kinsumers.run((context) -> assertThat(roleOfReader(context)).endsWith("reader"));
		kinsumers.withBean(KinesisConnectionDetails.class, GivenDetails::new)
			.run((context) -> assertThat(roleOfReader(context)).isNull());
	}

	private static @Nullable String roleOfReader(ApplicationContext context) {
		KinsumerSettingsFactory settings = context.getBean(KinsumerSettingsFactory.class);
		return settings.createKinesisClient("orders", settings.properties("orders")).roleArn();
	}

	@ParameterizedTest
	@CsvSource({ "region,US_EAST_1,must be the id of a region", "region,Frankfurt am Main,must be the id of a region",
			"role-arn,reader,must be the ARN of a role" })
	void refusesWhatTheSdkWouldFailWith(String setting, String value, String rule) {
		for (String client : List.of("default", "archive")) {
			String key = "kinesis.clients." + client + "." + setting;
			this.runner.withPropertyValues(key + "=" + value)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InvalidKinesisPropertyException.class)
					.hasMessageContaining(key + " " + rule)
					.hasMessageContaining("'" + value + "'"));
		}
	}

	@Test
	void aRoleNeedsSts() {
		this.runner
			.withPropertyValues("kinesis.clients.default.region=eu-central-1",
					"kinesis.clients.default.role-arn=arn:aws:iam::123456789012:role/reader")
			.run((context) -> assertThatThrownBy(() -> context.getBean(KinesisAsyncClient.class)).rootCause()
				.isInstanceOfSatisfying(InvalidKinesisPropertyException.class,
						(ex) -> assertThat(ex.getRemedy()).startsWith("Add software.amazon.awssdk:sts")));
	}

	@Test
	void httpSettingsAreBound() {
		this.runner.withPropertyValues("kinesis.clients.default.http.connect-timeout=1s",
				"kinesis.clients.default.http.read-timeout=2s", "kinesis.clients.default.http.timeout=3s",
				"kinesis.clients.default.http.max-concurrency=4",
				"kinesis.clients.default.http.proxy.endpoint=http://proxy:3128",
				"kinesis.clients.default.http.proxy.username=me", "kinesis.clients.default.http.proxy.password=hidden",
				"kinesis.clients.default.http.proxy.non-proxy-hosts=localhost,*.internal",
				"kinesis.clients.audit.http.timeout=5s")
			.run((context) -> {
				ClientSettings settings = settings(context.getBean(ClientSettingsFactory.class), "audit");
				assertThat(settings.http().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
				assertThat(settings.http().readTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(settings.http().timeout()).isEqualTo(Duration.ofSeconds(5));
				assertThat(settings.http().maxConcurrency()).isEqualTo(4);
				HttpProxy proxy = settings.http().proxy();
				assertThat(proxy.endpoint()).hasToString("http://proxy:3128");
				assertThat(proxy.username()).isEqualTo("me");
				assertThat(proxy.password()).isEqualTo("hidden");
				assertThat(proxy.nonProxyHosts()).containsExactlyInAnyOrder("localhost", "*.internal");
			});
	}

	@ParameterizedTest
	@CsvSource({ "http.timeout=0s, http.timeout must be more than 0",
			"http.proxy.endpoint=proxy, http.proxy.endpoint must have the scheme",
			"http.proxy.endpoint=http://proxy, http.proxy.endpoint must have the scheme",
			"http.proxy.username=me, http.proxy.endpoint must be set",
			"credentials.session-token=token, credentials.access-key-id must not be blank",
			"http.ssl.bundle=none, http.ssl.bundle must name an SSL bundle" })
	void wrongValuesEndTheStart(String property, String rule) {
		this.runner.withPropertyValues("kinesis.clients.default." + property)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("kinesis.clients.default." + rule));
	}

	private static ClientSettings settings(ClientSettingsFactory factory, String name) {
		return factory.create("test", name);
	}

	private static class GivenDetails implements KinesisConnectionDetails {

		@Override
		public URI getEndpoint() {
			return URI.create("http://container:4566");
		}

		@Override
		public String getRegion() {
			return "us-east-1";
		}

		@Override
		public String getAccessKeyId() {
			return "given";
		}

		@Override
		public String getSecretAccessKey() {
			return "hidden";
		}

	}

}
