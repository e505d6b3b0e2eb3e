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

package io.kinsumer.boot.integration;

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@EmbeddedKinesis(streams = "present:1")
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	private final List<String> properties = new ArrayList<>(
			List.of("--spring.application.name=shop", "--spring.main.banner-mode=off"));

	@BeforeEach
	void useTheServer(EmbeddedKinesisServer server) {
		with("kinesis.clients.default.endpoint=" + server.endpoint(), "kinesis.clients.default.region=eu-central-1",
				"kinesis.clients.default.credentials.access-key-id=test",
				"kinesis.clients.default.credentials.secret-access-key=test");
	}

	@Test
	void aMissingStream(CapturedOutput output) {
		with("stream=absent", "kinesis.application.env=dev", "kinesis.kinsumers.absent.wait-time=1s");
		assertThat(fail(output)).contains("The kinsumer 'absent' on stream 'dev-absent' could not start")
			.contains("client 'default', region eu-central-1, endpoint http://127.0.0.1:")
			.contains("there is no stream 'dev-absent'")
			.contains("aws kinesis create-stream --stream-name dev-absent --shard-count 1")
			.contains("kinesis.kinsumers.absent.stream-name");
	}

	@Test
	void aMissingMetadataTable(CapturedOutput output) {
		with("stream=present", "kinesis.kinsumers.present.metadata.create-table=false",
				"kinesis.kinsumers.present.metadata.table-name=absent-table");
		assertThat(fail(output)).contains("absent-table").contains("create-table=true");
	}

	@Test
	void aWrongSetting(CapturedOutput output) {
		with("stream=present", "kinesis.kinsumers.present.wait-time=0ms");
		assertThat(fail(output)).contains("Property: kinesis.kinsumers.present.wait-time")
			.contains("Value: \"0ms\"")
			.contains("Reason: must be at least 1ms");
	}

	@Test
	void aMissingStreamForDeadLetters(CapturedOutput output) {
		with("stream=present", "kinesis.kinsumers.present.failure.on-exhausted=dead-letter");
		assertThat(fail(output)).contains("Property: kinesis.kinsumers.present.failure.dead-letter.stream-name")
			.contains("Value: \"present.dlq\"")
			.contains("must name a stream that exists, because dead letters go there")
			.contains("aws kinesis create-stream --stream-name present.dlq --shard-count 1");
	}

	@Test
	void aConsumerThatIsNotRegistered(CapturedOutput output) {
		String arn = "arn:aws:kinesis:eu-central-1:000000000000:stream/present/consumer/app:1700000000";
		with("stream=present", "kinesis.kinsumers.present.retrieval=fan-out",
				"kinesis.kinsumers.present.fan-out.consumer-arn=" + arn);
		assertThat(fail(output)).contains("The kinsumer 'present' on stream 'present' could not start")
			.contains("the registered consumer '" + arn + "' is not registered")
			.contains("kinesis.kinsumers.present.retrieval");
	}

	@Test
	void aReadBufferThatIsTooSmall(CapturedOutput output) {
		with("stream=present", "kinesis.read-buffer-size=1KB");
		assertThat(fail(output)).contains("Property: kinesis.read-buffer-size").contains("must be at least 1MB");
	}

	@Test
	void anUnknownPlaceholder(CapturedOutput output) {
		with("stream=present", "kinesis.naming.pattern={realm}-{streamName}");
		assertThat(fail(output)).contains("Property: kinesis.naming.pattern")
			.contains("unknown placeholder {realm}")
			.contains("{project}, {env}, {family}, {group}, {app}, {streamName}");
	}

	@Test
	void aPositionWithoutTimestamp(CapturedOutput output) {
		with("stream=present", "kinesis.kinsumers.present.initial-position.type=at-timestamp");
		assertThat(fail(output)).contains("Property: kinesis.kinsumers.present.initial-position.timestamp")
			.contains("2026-01-31T08:00:00Z");
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "AWS_REGION", matches = ".+")
	void aMissingRegion(CapturedOutput output) {
		this.properties.removeIf((property) -> property.contains(".region="));
		with("stream=present", "kinesis.clients.default.profile=none-of-that-name");
		String before = System.setProperty("aws.disableEc2Metadata", "true");
		try {
			assertThat(fail(output)).contains("client 'default' has no AWS region")
				.contains("kinesis.clients.default.region");
		}
		finally {
			if (before == null) {
				System.clearProperty("aws.disableEc2Metadata");
			}
		}
	}

	@Test
	void aBlankGroup(CapturedOutput output) {
		this.properties.removeIf((property) -> property.contains("spring.application.name"));
		with("stream=present");
		assertThat(fail(output)).contains("kinesis.kinsumers.present.consumer-group")
			.contains("kinesis.application.name, or spring.application.name");
	}

	@Test
	void twoKinsumersThatWouldShareRecords(CapturedOutput output) {
		with("stream=present", "kinesis.kinsumers.copy.stream-name=present", "second=copy");
		assertThat(fail(output, Listener.class, SecondListener.class)).contains("'present'")
			.contains("'copy'")
			.contains("consumer group 'shop'");
	}

	@Test
	void aNameThatIsNeitherAKinsumerNorAStream(CapturedOutput output) {
		with("stream=presents", "kinesis.kinsumers.present.wait-time=1s", "kinesis.kinsumers.other.wait-time=1s");
		assertThat(fail(output)).contains("Listener.listen(String) listens to 'presents', which is neither a kinsumer")
			.contains("[other, present]")
			.contains("nor a stream: there is no stream 'presents'")
			.contains("Did you mean present?")
			.contains("kinesis.kinsumers.presents.stream-name")
			.contains("aws kinesis create-stream --stream-name presents");
	}

	@Test
	void aMissingStreamOfAKinsumer(CapturedOutput output) {
		with("stream=present", "kinesis.kinsumers.present.stream-name=absent");
		assertThat(fail(output)).contains("The kinsumer 'present' on stream 'absent' could not start")
			.contains("there is no stream 'absent'")
			.contains("kinesis.kinsumers.present.stream-name");
	}

	@Test
	void anUnknownSettingOfAListener(CapturedOutput output) {
		assertThat(fail(output, MisspelledListener.class)).contains("'max-batch-sizes' of listener")
			.contains("MisspelledListener.listen(String)")
			.contains("Did you mean max-batch-size?");
	}

	@Test
	void aSettingOfAListenerThatBreaksItsRule(CapturedOutput output) {
		assertThat(fail(output, HastyListener.class)).contains("The property 'wait-time' of listener")
			.contains("HastyListener.listen(String) is '0ms'")
			.contains("must be at least 1ms");
	}

	@Test
	void twoListenersOfOneKinsumer(CapturedOutput output) {
		with("stream=present");
		assertThat(fail(output, Listener.class, GroupListener.class)).contains("Kinsumer 'present' has two listeners")
			.contains("StartFailureTests$Listener.listen(String)")
			.contains("StartFailureTests$GroupListener.listen(String)")
			.contains("give it a kinsumer of its own")
			.contains("consumerGroup = \"audit\", properties = \"stream-name=present\"");
	}

	@Test
	void aFinalListenerThatIsToBeProxied(CapturedOutput output) {
		assertThat(fail(output, FinalListener.class, ByClass.class)).contains("The listener ")
			.contains("StartFailureTests$FinalListener is a final class")
			.contains("Remove final from the class");
	}

	@Test
	void anUnsupportedParameter(CapturedOutput output) {
		assertThat(fail(output, UnsupportedListener.class)).contains("java.lang.Thread[]")
			.contains("UnsupportedListener.listen")
			.contains("A listener takes, in any order");
	}

	private void with(String... more) {
		for (String property : more) {
			this.properties.add("--" + property);
		}
	}

	private String fail(CapturedOutput output, Class<?>... listeners) {
		Class<?>[] sources = (listeners.length > 0) ? listeners : new Class<?>[] { Listener.class };
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Application.class).sources(sources)
			.web(WebApplicationType.NONE)
			.run(this.properties.toArray(String[]::new))
			.close());
		assertThat(output).contains("APPLICATION FAILED TO START");
		return output.toString().substring(output.toString().indexOf("APPLICATION FAILED TO START"));
	}

	static class Listener {

		@KinesisListener("${stream}")
		void listen(String text) {
		}

	}

	static class SecondListener {

		@KinesisListener("${second}")
		void listen(String text) {
		}

	}

	static class GroupListener {

		@KinesisListener(kinsumer = "present", id = "another", consumerGroup = "another")
		void listen(String text) {
		}

	}

	static class MisspelledListener {

		@KinesisListener(kinsumer = "present", properties = "max-batch-sizes=5")
		void listen(String text) {
		}

	}

	static class HastyListener {

		@KinesisListener(kinsumer = "present", properties = "wait-time=0ms")
		void listen(String text) {
		}

	}

	static final class FinalListener {

		@KinesisListener("present")
		void listen(String text) {
		}

	}

	static class ByClass implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof FinalListener)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			return factory.getProxy();
		}

	}

	static class UnsupportedListener {

		@KinesisListener("present")
		void listen(String text, Thread[] threads) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
