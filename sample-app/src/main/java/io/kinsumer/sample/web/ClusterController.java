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

import io.kinsumer.sample.board.Frame;
import io.kinsumer.sample.cluster.Cluster;
import io.kinsumer.sample.cluster.PeerState;
import io.kinsumer.sample.cluster.Peers;
import io.kinsumer.sample.counting.InstanceCounts;
import io.kinsumer.sample.counting.KeyTotals;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What instances and counts there are.
 */
@RestController
@RequestMapping("/api")
class ClusterController {

	private final Cluster cluster;

	private final Peers peers;

	private final Statuses statuses;

	ClusterController(Cluster cluster, Peers peers, Statuses statuses) {
		this.cluster = cluster;
		this.peers = peers;
		this.statuses = statuses;
	}

	@GetMapping("/status")
	Status status() {
		return this.statuses.now();
	}

	@GetMapping("/counts")
	List<KeyTotals> counts() {
		return this.peers.keys();
	}

	@GetMapping("/peer")
	PeerState peer(@RequestParam long drawn, @RequestParam long comets) {
		return this.cluster.stateFor(new Frame.Cursor(drawn, comets));
	}

	@PostMapping("/peer/farewell")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void farewell(@RequestBody InstanceCounts last) {
		this.peers.departed(last);
	}

}
