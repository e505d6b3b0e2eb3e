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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.MissingRegionException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.StreamBusyException;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.spring.listener.FakeKinsumer;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FailureAnalyzerTests {

	@Test
	void showsAnInvalidPropertyAsItWasWritten() {
		MockEnvironment environment = new MockEnvironment().withProperty("kinesis.kinsumers.orders.wait-time", "0ms");
		FailureAnalysis analysis = new InvalidKinesisPropertyFailureAnalyzer(environment)
			.analyze(new IllegalStateException(new InvalidKinesisPropertyException("kinesis.kinsumers.orders.wait-time",
					"PT0S", "must be at least 1ms", "Change the value.")));
		assertThat(analysis.getDescription()).isEqualTo("""
				A configuration property of Kinesis is not valid:

				    Property: kinesis.kinsumers.orders.wait-time
				    Value: "0ms"
				    Origin: "kinesis.kinsumers.orders.wait-time" from property source "mockProperties"
				    Reason: must be at least 1ms""");
		assertThat(analysis.getAction()).isEqualTo("Change the value.");
	}

	@Test
	void showsNoPasswordOfAnAddress() {
		String property = "kinesis.clients.default.http.proxy.endpoint";
		for (String address : List.of("http://me:hidden@proxy", "me:hidden@proxy:3128")) {
			InvalidKinesisPropertyException failure = new InvalidKinesisPropertyException(property, address,
					"must have the scheme http or https", "Change it.");
			FailureAnalysis analysis = new InvalidKinesisPropertyFailureAnalyzer(
					new MockEnvironment().withProperty(property, address))
				.analyze(failure);
			assertThat(analysis.getDescription()).contains("***@proxy").doesNotContain("hidden");
			assertThat(failure.getMessage() + failure.getValue()).contains("***@proxy").doesNotContain("hidden");
		}
	}

	@Test
	void tellsTheUnitOfANumberThatHasNone() {
		String property = "kinesis.kinsumers.orders.persist-frequency";
		MockEnvironment environment = new MockEnvironment().withProperty(property, "5");
		InvalidKinesisPropertyFailureAnalyzer analyzer = new InvalidKinesisPropertyFailureAnalyzer(environment);
		assertThat(analyzer
			.analyze(
					new InvalidKinesisPropertyException(property, "5ms", "must be at least 100ms", "Change the value."))
			.getAction()).isEqualTo("Change the value. A number without a unit is one of milliseconds.");
		assertThat(analyzer
			.analyze(new InvalidKinesisPropertyException(property, "5", "must be between 1 and 3", "Change the value."))
			.getAction()).isEqualTo("Change the value.");
	}

	@Test
	void showsAMissingProperty() {
		FailureAnalysis analysis = new InvalidKinesisPropertyFailureAnalyzer(new MockEnvironment())
			.analyze(new InvalidKinesisPropertyException("kinesis.kinsumers.orders.consumer-group", null,
					"must not be blank", "Set it."));
		assertThat(analysis.getDescription()).endsWith(
				"is not valid:\n\n    Property: kinesis.kinsumers.orders.consumer-group\n    Reason: must not be blank");
	}

	@Test
	void tellsHowToGetAMissingStream() {
		FailureAnalysis analysis = start(new NoSuchStreamException("dev-orders", null));
		assertThat(analysis.getDescription())
			.isEqualTo("The kinsumer 'orders' on stream 'dev-orders' could not start (client 'default', "
					+ "region eu-central-1): there is no stream 'dev-orders' in the region and account of its client.");
		assertThat(analysis.getAction()).contains("aws kinesis create-stream --stream-name dev-orders")
			.contains("kinesis.kinsumers.orders.stream-name")
			.contains("kinesis.naming.pattern");
	}

	@Test
	void tellsThatANameIsNeitherAKinsumerNorAStream() {
		FailureAnalysis analysis = start("ordesr", new NoSuchStreamException("dev-ordesr", null));
		assertThat(analysis.getDescription()).isEqualTo("listener of ordesr listens to 'ordesr', which is neither a "
				+ "kinsumer under kinesis.kinsumers [Returns, orders] nor a stream: there is no stream 'dev-ordesr' "
				+ "(client 'default', region eu-central-1). Did you mean orders?");
		assertThat(analysis.getAction()).contains("kinesis.kinsumers.ordesr.stream-name")
			.contains("aws kinesis create-stream --stream-name dev-ordesr");
	}

	@Test
	void tellsWhatToDoAboutTheMetadataTable() {
		FailureAnalysis analysis = start(new MetadataException("table 'tab' does not exist", null));
		assertThat(analysis.getDescription()).contains("table 'tab' does not exist");
		assertThat(analysis.getAction()).contains("kinesis.kinsumers.orders.metadata.*").contains("create-table=true");
	}

	@Test
	void explainsOtherReasons() {
		assertThat(start(new StreamBusyException("dev-orders", "CREATING", null)).getAction())
			.contains("aws kinesis wait stream-exists --stream-name dev-orders");
		assertThat(start(new AccessDeniedException("no", null)).getAction()).contains("Check the credentials");
		assertThat(start(new DependencyException("refused", null)).getAction()).contains("region, endpoint");
	}

	@Test
	void tellsThatNobodyAnswers() {
		FailureAnalysis analysis = start(
				new DependencyException("could not join", new TimeoutException("no answer within PT30S")));
		assertThat(analysis.getDescription()).endsWith("Kinesis or DynamoDB did not answer in time.");
		assertThat(analysis.getAction()).contains("something listens at that endpoint").contains("http.proxy");
	}

	@Test
	void writesNamesWithDotsInBrackets() {
		assertThat(start("orders.dlq", new NoSuchStreamException("dev-orders.dlq", null)).getAction())
			.contains("kinesis.kinsumers[orders.dlq].stream-name");
		MockEnvironment environment = new MockEnvironment().withProperty("kinesis.kinsumers[orders.dlq].wait-time",
				"0ms");
		assertThat(new InvalidKinesisPropertyFailureAnalyzer(environment)
			.analyze(new InvalidKinesisPropertyException(PropertyKeys.kinsumer("orders.dlq") + ".wait-time", "PT0S",
					"must be at least 1ms", "Change the value."))
			.getDescription()).contains("Property: kinesis.kinsumers[orders.dlq].wait-time")
			.contains("Origin: \"kinesis.kinsumers[orders.dlq].wait-time\" from property source");
	}

	@Test
	void tellsHowToSetTheRegion() {
		FailureAnalysis analysis = new MissingRegionFailureAnalyzer()
			.analyze(new IllegalStateException(new MissingRegionException("other", null)));
		assertThat(analysis.getDescription()).contains("client 'other' has no AWS region");
		assertThat(analysis.getAction()).contains("kinesis.clients.other.region").contains("AWS_REGION");
	}

	@Test
	void tellsTheSettingsBelowOneThatHasNoValue() {
		MockEnvironment environment = new MockEnvironment()
			.withProperty("kinesis.kinsumers.orders.initial-position", "latest")
			.withProperty("kinesis.kinsumers.returns.wait-time", "soon")
			.withProperty("kinesis.kinsumers.audit.auto-startup", "later");
		FailureAnalysis analysis = new SectionFailureAnalyzer(environment)
			.analyze(bind(environment, "kinesis.kinsumers.orders"));
		assertThat(analysis.getDescription()).contains("Property: kinesis.kinsumers.orders.initial-position")
			.contains("Value: \"latest\"")
			.contains("has no value of its own");
		assertThat(analysis.getAction()).isEqualTo("Set one of kinesis.kinsumers.orders.initial-position.timestamp, "
				+ "kinesis.kinsumers.orders.initial-position.type.");
		for (String other : List.of("returns", "audit")) {
			assertThat(new SectionFailureAnalyzer(environment).analyze(bind(environment, "kinesis.kinsumers." + other)))
				.isNull();
		}
	}

	private static BindException bind(MockEnvironment environment, String name) {
		return catchThrowableOfType(BindException.class,
				() -> Binder.get(environment).bind(name, KinsumerProperties.class));
	}

	@Test
	void passesOnWhatAListenerDoesWrong() {
		FailureAnalysis analysis = new ListenerConfigurationFailureAnalyzer()
			.analyze(new IllegalStateException(new ListenerConfigurationException("Wrong.", "Do right.")));
		assertThat(analysis.getDescription()).isEqualTo("Wrong.");
		assertThat(analysis.getAction()).isEqualTo("Do right.");
	}

	@Test
	void areRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class,
					SpringFactoriesLoader.ArgumentResolver
						.of(org.springframework.core.env.Environment.class, new MockEnvironment())
						.and(org.springframework.beans.factory.BeanFactory.class,
								new org.springframework.beans.factory.support.DefaultListableBeanFactory()),
					(type, name, failure) -> {
						assertThat(name).doesNotContain("kinsumer");
					}))
			.map(Object::getClass)
			.contains(InvalidKinesisPropertyFailureAnalyzer.class, KinsumerStartFailureAnalyzer.class)
			.contains(ListenerConfigurationFailureAnalyzer.class, MissingRegionFailureAnalyzer.class)
			.contains(FinalListenerFailureAnalyzer.class, SectionFailureAnalyzer.class);
	}

	private static FailureAnalysis start(Throwable cause) {
		return start("orders", cause);
	}

	private static FailureAnalysis start(String name, Throwable cause) {
		FakeKinsumer kinsumer = new FakeKinsumer(name, "dev-" + name, "shop");
		kinsumer.start = CompletableFuture.failedFuture(cause);
		CompletionException failure = catchThrowableOfType(CompletionException.class,
				() -> kinsumer.container().start().join());
		MockEnvironment environment = new MockEnvironment().withProperty("kinesis.kinsumers.orders.wait-time", "1s")
			.withProperty("kinesis.kinsumers[Returns].concurrency", "3");
		return new KinsumerStartFailureAnalyzer(environment).analyze(failure);
	}

}
