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
import java.util.Map;
import java.util.TreeSet;

import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Puts the settings of a listener on top of those of its kinsumer.
 */
final class ListenerOverrides {

	private ListenerOverrides() {
	}

	/**
	 * Binds the settings of a listener.
	 * @param configured what is configured for its kinsumer, which is not changed
	 * @throws ListenerConfigurationException if one is unknown or has a value of another
	 * type
	 */
	static KinsumerProperties apply(KinesisListenerEndpoint endpoint, KinsumerProperties configured) {
		if (endpoint.properties().isEmpty()) {
			return configured;
		}
		KinsumerProperties result = new KinsumerProperties();
		BeanCopies.copy(configured, result);
		try {
			new Binder(List.of(new MapConfigurationPropertySource(endpoint.properties()))).bind(
					ConfigurationPropertyName.EMPTY, Bindable.ofInstance(result),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
		}
		catch (BindException ex) {
			throw (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound)
					? unknown(endpoint, unbound) : refused(endpoint, ex);
		}
		return result;
	}

	private static ListenerConfigurationException unknown(KinesisListenerEndpoint endpoint,
			UnboundConfigurationPropertiesException unbound) {
		String name = unbound.getUnboundProperties().iterator().next().getName().toString();
		String prefix = prefix(endpoint);
		List<String> known = BeanCopies.names(KinsumerProperties.class);
		if (name.startsWith(prefix)) {
			return new ListenerConfigurationException(
					"The property '" + name + "' of listener " + endpoint.description() + " is not a setting.",
					"Leave out what is before the setting: " + name.substring(prefix.length()) + ".");
		}
		return new ListenerConfigurationException(
				"The property '" + name + "' of listener " + endpoint.description() + " is not a setting of kinsumers."
						+ NearMatches.question(name, known),
				"Use the name of a setting below kinesis.kinsumers.<name>: " + String.join(", ", new TreeSet<>(known))
						+ ".");
	}

	private static ListenerConfigurationException refused(KinesisListenerEndpoint endpoint, BindException failure) {
		Throwable reason = failure;
		while (reason.getCause() != null && reason.getCause() != reason) {
			reason = reason.getCause();
		}
		Object value = (failure.getProperty() != null) ? failure.getProperty().getValue() : null;
		return refused(endpoint, failure.getName().toString(), value, String.valueOf(reason.getMessage()),
				"Give it a value as kinesis.kinsumers.<name>." + failure.getName() + " takes it.", failure);
	}

	private static ListenerConfigurationException refused(KinesisListenerEndpoint endpoint, String name,
			@Nullable Object value, String reason, String remedy, @Nullable Exception cause) {
		ListenerConfigurationException refused = new ListenerConfigurationException("The property '" + name
				+ "' of listener " + endpoint.description() + " is '" + value + "', which cannot be: " + reason + ".",
				remedy);
		if (cause != null) {
			refused.initCause(cause);
		}
		return refused;
	}

	/**
	 * Names the listener where its own setting broke a rule.
	 */
	static RuntimeException explain(KinesisListenerEndpoint endpoint, InvalidKinesisPropertyException refused) {
		String prefix = prefix(endpoint);
		if (refused.getProperty().startsWith(prefix)) {
			String name = refused.getProperty().substring(prefix.length());
			for (Map.Entry<String, String> property : endpoint.properties().entrySet()) {
				if (ConfigurationPropertyName.adapt(property.getKey(), '.')
					.equals(ConfigurationPropertyName.adapt(name, '.'))) {
					// Without a cause: that would be told as a property of the kinsumer.
					return refused(endpoint, name, property.getValue(), refused.getRule(), refused.getRemedy(), null);
				}
			}
		}
		return refused;
	}

	private static String prefix(KinesisListenerEndpoint endpoint) {
		return PropertyKeys.kinsumer(endpoint.kinsumer()) + ".";
	}

}
