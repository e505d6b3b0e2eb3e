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

import java.time.InstantSource;

import io.kinsumer.boot.actuate.CallErrors;
import io.kinsumer.boot.actuate.KinesisHealthContributor;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the health of kinsumers.
 */
@AutoConfiguration(after = KinesisListenerAutoConfiguration.class)
@ConditionalOnClass({ CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("kinesis")
@ConditionalOnBean(KinesisListenerEndpointRegistry.class)
@Import(CallErrorsConfiguration.class)
public final class KinesisHealthContributorAutoConfiguration {

	KinesisHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "kinesisHealthIndicator", "kinesisHealthContributor" },
			search = SearchStrategy.CURRENT)
	KinesisHealthContributor kinesisHealthContributor(KinesisListenerEndpointRegistry registry, CallErrors errors) {
		return new KinesisHealthContributor(registry, errors, InstantSource.system());
	}

}
