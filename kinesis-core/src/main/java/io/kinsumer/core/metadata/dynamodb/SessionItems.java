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

package io.kinsumer.core.metadata.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sessions as items.
 */
final class SessionItems {

	static final String SESSION_ID = "sessionId";

	static final String HEARTBEAT = "heartbeat";

	static final String REVISION = "revision";

	static final String STATE = "state";

	private static final String TIMEOUT = "sessionTimeoutMillis";

	private static final String HOST = "host";

	private static final String RULES = "assignor";

	private static final String LIBRARY_VERSION = "version";

	// Never used to judge life: only so that the items of clients that are gone for good
	// go some day.
	private static final Duration TIME_TO_LIVE = Duration.ofDays(7);

	private SessionItems() {
	}

	static Map<String, AttributeValue> toItem(String namespace, Session session, Instant now) {
		Map<String, AttributeValue> item = new HashMap<>(Attributes.key(namespace, session.owner().clientId()));
		item.put(SESSION_ID, Attributes.text(session.owner().sessionId()));
		item.put(HEARTBEAT, Attributes.number(session.heartbeat()));
		item.put(REVISION, Attributes.number(session.revision()));
		item.put(STATE, Attributes.text(session.state().name()));
		item.put(TIMEOUT, Attributes.number(session.timeout().toMillis()));
		item.put(HOST, Attributes.text(session.host()));
		item.put(RULES, Attributes.text(session.rules()));
		item.put(LIBRARY_VERSION, Attributes.text(session.version()));
		item.put(Attributes.UPDATED_AT, Attributes.time(now));
		item.put(Attributes.TTL, expiry(now));
		return item;
	}

	static AttributeValue expiry(Instant now) {
		return Attributes.number(now.plus(TIME_TO_LIVE).getEpochSecond());
	}

	static Session fromItem(Map<String, AttributeValue> item) {
		Owner owner = new Owner(Attributes.text(item, Attributes.RESOURCE), Attributes.text(item, SESSION_ID));
		return new Session(owner, Attributes.number(item, HEARTBEAT), Attributes.number(item, REVISION),
				Session.State.valueOf(Attributes.text(item, STATE)),
				Duration.ofMillis(Attributes.number(item, TIMEOUT)), Attributes.text(item, HOST),
				Objects.requireNonNullElse(Attributes.optionalText(item, RULES), ""),
				Objects.requireNonNullElse(Attributes.optionalText(item, LIBRARY_VERSION), ""));
	}

}
