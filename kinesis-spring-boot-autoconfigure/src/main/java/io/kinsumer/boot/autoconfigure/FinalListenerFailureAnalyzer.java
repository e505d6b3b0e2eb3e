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

import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a listener whose class is final although something wants it proxied.
 */
class FinalListenerFailureAnalyzer extends AbstractFailureAnalyzer<AopConfigException> {

	private final @Nullable BeanFactory beanFactory;

	FinalListenerFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, AopConfigException cause) {
		BeanCreationException creation = findCause(rootFailure, BeanCreationException.class);
		Class<?> type = (creation != null) ? typeOf(creation.getBeanName()) : null;
		if (type == null || !Modifier.isFinal(type.getModifiers()) || !ListenerBeans.isListener(type)) {
			return null;
		}
		return new FailureAnalysis("The listener " + type.getName()
				+ " is a final class, so that no proxy can be made of it, which something in the application wants.",
				"Remove final from the class (a record is final as well), or what has the bean proxied, such as "
						+ "@Transactional or @Async.",
				cause);
	}

	private @Nullable Class<?> typeOf(@Nullable String beanName) {
		try {
			return (this.beanFactory != null && beanName != null) ? this.beanFactory.getType(beanName, false) : null;
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
	}

}
