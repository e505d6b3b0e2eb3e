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

package io.kinsumer.sample.counting;

/**
 * What became of the events of one key, over all instances.
 *
 * @param key the key
 * @param sent events sent, without those whose sending failed and that never arrived
 * @param failed events whose sending was reported as failed and that never arrived
 * @param received deliveries to listeners, repeats included
 * @param onTheWay events sent and not received yet
 * @param gaps events that were skipped: later ones of the key arrived, they did not
 * @param repeats deliveries beyond the first
 * @param outOfOrder events that an instance received after a later one of the key
 */
public record KeyTotals(String key, long sent, long failed, long received, long onTheWay, long gaps, long repeats,
		long outOfOrder) {

	/**
	 * Whether each event that arrived did so once, in order and with none missing before
	 * it.
	 * @return {@code false} if anything went wrong
	 */
	public boolean faultless() {
		return this.gaps == 0 && this.repeats == 0 && this.outOfOrder == 0;
	}

}
