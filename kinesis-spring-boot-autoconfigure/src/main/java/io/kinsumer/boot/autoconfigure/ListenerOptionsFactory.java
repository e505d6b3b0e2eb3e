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

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.deadletter.StreamDeadLetterTarget;
import io.kinsumer.spring.error.DeadLetterTarget;
import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.FailurePolicy;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerInterceptor;
import io.kinsumer.spring.listener.ListenerOptions;
import io.kinsumer.spring.listener.RecordUnwrapper;
import io.kinsumer.spring.listener.RecordUnwrapperFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Makes the options of listeners of properties and of the application's beans.
 */
final class ListenerOptionsFactory {

	private final ConfigurableListableBeanFactory beans;

	private final FailurePolicyFactory policies;

	private final DeadLetterStreams streams;

	ListenerOptionsFactory(ConfigurableListableBeanFactory beans, DeadLetterStreams streams) {
		this.beans = beans;
		this.policies = new FailurePolicyFactory(beans.getBeanClassLoader());
		this.streams = streams;
	}

	/**
	 * Makes options.
	 * @param prefix the key of the kinsumer's properties, without the last dot
	 * @param client reaches the stream of dead letters
	 * @throws InvalidKinesisPropertyException if a value breaks its rule
	 */
	ListenerOptions create(String prefix, KinesisListenerEndpoint endpoint, KinsumerProperties properties,
			KinsumerSettings settings, ClientSettings client) {
		KinsumerFailureProperties failure = properties.getFailure();
		return new ListenerOptions(properties.getAckMode(), policy(prefix + ".failure", failure),
				target(prefix, properties, settings, client),
				this.beans.getBeanProvider(ListenerInterceptor.class).orderedStream().toList(),
				this.beans.getBeanProvider(FailureListener.class).orderedStream().toList(),
				unwrapper(prefix, endpoint, properties.getEnvelope()));
	}

	private @Nullable RecordUnwrapper unwrapper(String prefix, KinesisListenerEndpoint endpoint,
			@Nullable Boolean envelope) {
		RecordUnwrapperFactory factory = this.beans.getBeanProvider(RecordUnwrapperFactory.class).getIfAvailable();
		if (factory != null) {
			return factory.create(endpoint, envelope);
		}
		if (Boolean.TRUE.equals(envelope)) {
			throw new InvalidKinesisPropertyException(prefix + ".envelope", "true",
					"needs a bean of type RecordUnwrapperFactory, and there is none",
					"Do not exclude KinesisEventAutoConfiguration, or define such a bean.");
		}
		return null;
	}

	private FailurePolicy policy(String prefix, KinsumerFailureProperties properties) {
		String name = properties.getPolicy();
		boolean configured = FailurePolicyFactory.isConfigured(properties);
		if (name != null) {
			if (configured) {
				throw new InvalidKinesisPropertyException(prefix + ".policy", name,
						"must not be set together with what it decides: max-attempts, backoff.*, retryable, "
								+ "not-retryable and on-exhausted have no effect beside it",
						"Remove it, or those.");
			}
			return bean(prefix + ".policy", name, FailurePolicy.class);
		}
		FailurePolicy single = configured ? null : this.beans.getBeanProvider(FailurePolicy.class).getIfUnique();
		return (single != null) ? single : this.policies.create(prefix, properties);
	}

	private DeadLetterTarget target(String prefix, KinsumerProperties properties, KinsumerSettings settings,
			ClientSettings client) {
		KinsumerFailureProperties.DeadLetter deadLetter = properties.getFailure().getDeadLetter();
		String property = prefix + ".failure.dead-letter.";
		boolean named = deadLetter.getStreamName() != null || deadLetter.getStreamArn() != null;
		String bean = deadLetter.getTarget();
		if (bean != null) {
			if (named) {
				throw new InvalidKinesisPropertyException(property + "target", bean,
						"must not be set together with " + property + "stream-name or stream-arn",
						"Remove one of them.");
			}
			return bean(property + "target", bean, DeadLetterTarget.class);
		}
		DeadLetterTarget single = named ? null : this.beans.getBeanProvider(DeadLetterTarget.class).getIfUnique();
		if (single != null) {
			return single;
		}
		return (named || !DeadLetterStream.isDeadLetterStream(settings.streamName()))
				? stream(prefix, properties, settings, client)
				: none(prefix + ".failure", properties.getFailure(), settings.streamName());
	}

	private DeadLetterTarget stream(String prefix, KinsumerProperties properties, KinsumerSettings settings,
			ClientSettings client) {
		DeadLetterStream stream = this.streams.of(prefix, properties, settings.streamName());
		if (stream.isStream(settings.streamName(), settings.streamArn())) {
			throw new InvalidKinesisPropertyException(stream.property(),
					(stream.arn() != null) ? stream.arn() : stream.name().value(),
					"must not be the stream that is read: what cannot be handled would come again for ever",
					"Name another stream.");
		}
		if (properties.isAutoStartup() && properties.getFailure().getOnExhausted() == ExhaustedAction.DEAD_LETTER) {
			this.streams.need(stream, client);
		}
		return new StreamDeadLetterTarget(this.streams.sender(stream, client));
	}

	private static DeadLetterTarget none(String prefix, KinsumerFailureProperties properties, StreamName stream) {
		if (properties.getOnExhausted() == ExhaustedAction.DEAD_LETTER) {
			throw new InvalidKinesisPropertyException(prefix + ".on-exhausted", "dead-letter",
					"must say where to, because the stream '" + stream + "' is one of dead letters itself",
					"Set " + prefix + ".dead-letter.stream-name or .target, or remove it: the shard stops then, and "
							+ "nothing is lost.");
		}
		return (letter) -> {
			throw new IllegalStateException("there is no dead-letter target for '" + stream
					+ "', which is a stream of dead letters itself: set " + prefix
					+ ".dead-letter.stream-name or .target");
		};
	}

	private <T> T bean(String property, String name, Class<T> type) {
		try {
			return this.beans.getBean(name, type);
		}
		catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException ex) {
			throw new InvalidKinesisPropertyException(property, name,
					"must name a bean of type " + type.getSimpleName(),
					"Define that bean, or correct the name. There " + existing(type) + ".");
		}
	}

	private String existing(Class<?> type) {
		List<String> names = List.of(this.beans.getBeanNamesForType(type));
		return names.isEmpty() ? "is none" : "is " + String.join(", ", names);
	}

	/**
	 * Checks what can be checked of a kinsumer without a listener.
	 */
	void check(String prefix, KinsumerProperties properties) {
		this.policies.create(prefix + ".failure", properties.getFailure());
	}

}
