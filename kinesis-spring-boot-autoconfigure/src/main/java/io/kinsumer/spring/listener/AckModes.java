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

package io.kinsumer.spring.listener;

/**
 * Refuses listeners that do not fit their ack mode.
 */
final class AckModes {

	private AckModes() {
	}

	static void check(KinesisListenerEndpoint endpoint, AckMode mode, Object listener) {
		if (!(listener instanceof TypedListener typed)) {
			return;
		}
		if (mode == AckMode.MANUAL && !typed.takesAcknowledgment()) {
			throw new ListenerConfigurationException(
					"Listener " + endpoint.description() + " has ack-mode MANUAL, but no parameter of type "
							+ "Acknowledgment: none of its records would ever count as handled.",
					"Give it an Acknowledgment parameter and call acknowledge(), or remove its ack-mode ("
							+ property(endpoint) + ").");
		}
		if (mode != AckMode.MANUAL && typed.takesAcknowledgment()) {
			throw new ListenerConfigurationException(
					"Listener " + endpoint.description() + " has a parameter of type Acknowledgment, but ack-mode "
							+ mode + ": its records count as handled when it returns, whatever it acknowledges.",
					"Set " + property(endpoint) + " to manual, or remove the parameter.");
		}
	}

	static void checkBatches(KinesisListenerEndpoint endpoint, AckMode mode, Object listener) {
		if (mode == AckMode.RECORD) {
			throw new ListenerConfigurationException(
					"Listener " + endpoint.description() + " takes batches, but has ack-mode RECORD, which is for "
							+ "listeners of single records.",
					"Set " + property(endpoint) + " to batch or manual, or let the listener take single records.");
		}
		check(endpoint, mode, listener);
	}

	private static String property(KinesisListenerEndpoint endpoint) {
		return "kinesis.kinsumers." + endpoint.kinsumer() + ".ack-mode";
	}

}
