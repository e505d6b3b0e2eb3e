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

package io.kinsumer.sample;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where the board is, last of all that is logged at the start.
 */
@Component
class Welcome {

	private static final Log logger = LogFactory.getLog(Welcome.class);

	private final InstanceName instance;

	Welcome(SampleProperties properties) {
		this.instance = new InstanceName(properties.instance());
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		logger.info("The board is at " + this.instance.url());
	}

}
