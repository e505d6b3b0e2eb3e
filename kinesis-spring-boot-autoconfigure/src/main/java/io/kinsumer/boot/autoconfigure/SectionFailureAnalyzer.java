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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Explains a value that was written where there are settings below, such as
 * {@code initial-position: latest}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SectionFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final Environment environment;

	SectionFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		Class<?> type = cause.getTarget().getType().resolve();
		if (type == null || !ClassUtils.getPackageName(type).equals(ClassUtils.getPackageName(getClass()))
				|| findCause(rootFailure, ConverterNotFoundException.class) == null) {
			return null;
		}
		String key = cause.getName().toString();
		List<String> settings = BeanCopies.names(type).stream().map((name) -> key + "." + name).sorted().toList();
		return new InvalidKinesisPropertyFailureAnalyzer(this.environment).analyze(rootFailure,
				new InvalidKinesisPropertyException(key, null, "has no value of its own, but settings below it",
						"Set one of " + String.join(", ", settings) + "."));
	}

}
