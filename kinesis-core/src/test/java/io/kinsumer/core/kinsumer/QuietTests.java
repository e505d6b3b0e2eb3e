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

package io.kinsumer.core.kinsumer;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a group writes to the log.
 */
class QuietTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.kinsumer.core");

	private final Logger engine = (Logger) LoggerFactory.getLogger("io.kinsumer.core.kinsumer");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Level before = this.engine.getLevel();

	@BeforeEach
	void listen() {
		this.engine.setLevel(Level.INFO);
		this.logger.setLevel(Level.INFO);
		this.log.start();
		this.logger.addAppender(this.log);
		this.logger.setAdditive(false);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
		this.logger.setAdditive(true);
		this.engine.setLevel(this.before);
	}

	@Test
	void theSteadyStateLogsNothing() {
		VirtualGroup group = new VirtualGroup(4);
		group.join("anna");
		group.join("bert");
		group.passes(Duration.ofSeconds(30));
		assertThat(this.log.list).as("joined, members, shards")
			.hasSizeBetween(6, 20)
			.allSatisfy((event) -> assertThat(event.getLevel()).isEqualTo(Level.INFO));
		this.log.list.clear();
		for (int minute = 0; minute < 30; minute++) {
			group.put("key-" + minute, "data");
			group.passes(Duration.ofMinutes(1));
		}
		assertThat(group.handled()).hasSize(30);
		assertThat(this.log.list).isEmpty();
	}

}
