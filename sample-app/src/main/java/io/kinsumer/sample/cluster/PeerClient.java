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

package io.kinsumer.sample.cluster;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;

import io.kinsumer.sample.InstanceName;
import io.kinsumer.sample.board.Frame;
import io.kinsumer.sample.counting.InstanceCounts;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Talks to other instances. Throws
 * {@link org.springframework.web.client.RestClientException} where one does not answer.
 */
@Component
class PeerClient {

	private final RestClient client;

	PeerClient() {
		HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(1))
			.build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
		requests.setReadTimeout(Duration.ofSeconds(2));
		this.client = RestClient.builder().requestFactory(requests).build();
	}

	PeerState state(InstanceName peer, Frame.Cursor known) {
		return Objects.requireNonNull(this.client.get()
			.uri(peer.url() + "/api/peer?drawn={drawn}&comets={comets}", known.drawn(), known.comets())
			.retrieve()
			.body(PeerState.class), () -> peer + " answered without a body");
	}

	void farewell(InstanceName peer, InstanceCounts last) {
		this.client.post().uri(peer.url() + "/api/peer/farewell").body(last).retrieve().toBodilessEntity();
	}

}
