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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Remembers which messages were handled, as that of the seed {@code streams} does, and
 * who is handling one now. Groups are independent of one another: each handles each
 * message. Safe for use by any thread.
 * <p>
 * Who wants to handle a message claims it. Of several who do so at once, one gets
 * {@link DeduplicationClaim.New}. It commits when the message is handled, and releases
 * the claim when it is not, so that the next attempt may have it. A claim whose holder
 * died is given to another one after {@link #inProgressTimeout()}; who handles for longer
 * than that renews it.
 * <p>
 * Stages fail when the storage cannot be reached. What was asked for may have happened
 * nevertheless. They may be completed by any thread, which must not be blocked.
 */
public interface DeduplicationStorage {

	/**
	 * Asks for the right to handle a message.
	 * @param group who handles it
	 * @param id the id of the message: any text that is not blank, of any length, for
	 * whoever writes to a stream chooses it
	 * @return whether it may be handled now
	 */
	CompletionStage<DeduplicationClaim> claim(String group, String id);

	/**
	 * Tells that a message is still being handled.
	 * @param group who handles it
	 * @param id the id of the message
	 * @param token what the claim was answered with
	 * @return {@code false} when the claim is somebody else's by now
	 */
	CompletionStage<Boolean> renew(String group, String id, String token);

	/**
	 * Remembers that a message was handled, also when the claim was lost meanwhile: what
	 * happened has happened. May be repeated.
	 * @param group who handled it
	 * @param id the id of the message
	 * @param token what the claim was answered with
	 * @return {@code false} when the claim was somebody else's by then, so that the
	 * message may have been handled twice
	 */
	CompletionStage<Boolean> commit(String group, String id, String token);

	/**
	 * Gives a claim back, because the message was not handled. Does nothing when the
	 * message is committed or claimed by somebody else. May be repeated.
	 * @param group who did not handle it
	 * @param id the id of the message
	 * @param token what the claim was answered with
	 * @return completes when the message may be claimed again
	 */
	CompletionStage<Void> release(String group, String id, String token);

	/**
	 * Whether a message was handled before.
	 * @param group who would handle it
	 * @param id the id of the message
	 * @return {@code false} also while it is being handled
	 */
	CompletionStage<Boolean> isDuplicated(String group, String id);

	/**
	 * After which time a claim that is not renewed may be given to somebody else.
	 * @return zero when claims need no renewal, which is the default
	 */
	default Duration inProgressTimeout() {
		return Duration.ZERO;
	}

}
