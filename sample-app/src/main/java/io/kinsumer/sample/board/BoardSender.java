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

package io.kinsumer.sample.board;

import io.kinsumer.sample.SampleProperties;
import io.kinsumer.sample.board.BoardEvent.Kind;
import io.kinsumer.sample.counting.LocalCounts;
import io.kinsumer.spring.template.KinesisTemplate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Sends events, numbered by key.
 */
@Component
public class BoardSender {

	private static final Log logger = LogFactory.getLog(BoardSender.class);

	private final KinesisTemplate template;

	private final LocalCounts counts;

	private final String instance;

	BoardSender(KinesisTemplate template, LocalCounts counts, SampleProperties properties) {
		this.template = template;
		this.counts = counts;
		this.instance = properties.instance();
	}

	/**
	 * Sends an event; waits while the producer has no room.
	 * @param source the visitor or lane; events of a source arrive in the order sent
	 * @param kind what it is
	 * @param stroke what was drawn, with {@link Kind#STROKE}
	 */
	public void send(String source, Kind kind, @Nullable Stroke stroke) {
		String key = this.instance + "/" + source;
		this.counts
			.send(key, (number) -> this.template.sendAsync("board", key, new BoardEvent(key, number, kind, stroke)))
			.exceptionally((failure) -> {
				logger.warn("An event of " + key + " could not be sent: " + failure);
				return null;
			});
	}

}
