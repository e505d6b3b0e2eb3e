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

package io.kinsumer.sample.web;

import java.util.List;
import java.util.regex.Pattern;

import io.kinsumer.sample.board.BoardEvent.Kind;
import io.kinsumer.sample.board.BoardSender;
import io.kinsumer.sample.board.ListenerDelay;
import io.kinsumer.sample.board.LoadGenerator;
import io.kinsumer.sample.board.Stroke;
import io.kinsumer.sample.stream.BoardStream;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What visitors do.
 */
@RestController
@RequestMapping("/api")
class BoardController {

	private static final Pattern VISITOR = Pattern.compile("[a-z0-9]{1,32}");

	private static final int MAX_STROKES = 500;

	private final BoardSender sender;

	private final LoadGenerator load;

	private final ListenerDelay delay;

	private final BoardStream stream;

	BoardController(BoardSender sender, LoadGenerator load, ListenerDelay delay, BoardStream stream) {
		this.sender = sender;
		this.load = load;
		this.delay = delay;
		this.stream = stream;
	}

	@PostMapping("/strokes")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void draw(@RequestBody Drawing drawing) {
		drawing.strokes().forEach((stroke) -> this.sender.send(drawing.source(), Kind.STROKE, stroke));
	}

	@PostMapping("/clear")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void clear(@RequestBody Drawing drawing) {
		this.sender.send(drawing.source(), Kind.CLEAR, null);
	}

	@PutMapping("/load")
	void load(@RequestBody Load request) {
		this.load.change(request.eventsPerSecond());
	}

	@PutMapping("/delay")
	void delay(@RequestBody Delay request) {
		this.delay.change(request.millis());
	}

	@PostMapping("/shards/{id}/split")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void split(@PathVariable String id) {
		this.stream.split(id);
	}

	@PostMapping("/shards/{id}/merge")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void merge(@PathVariable String id) {
		this.stream.merge(id);
	}

	/**
	 * What a visitor draws.
	 *
	 * @param visitor who
	 * @param strokes in the order drawn
	 */
	record Drawing(String visitor, List<Stroke> strokes) {

		Drawing {
			if (visitor == null || !VISITOR.matcher(visitor).matches()) {
				throw new IllegalArgumentException(
						"visitor must be 1 to 32 lower-case letters and digits, but is '" + visitor + "'");
			}
			if (strokes == null || strokes.size() > MAX_STROKES) {
				throw new IllegalArgumentException("strokes must be a list of at most " + MAX_STROKES);
			}
		}

		String source() {
			return "visitor-" + this.visitor;
		}

	}

	record Load(int eventsPerSecond) {

	}

	record Delay(int millis) {

	}

}
