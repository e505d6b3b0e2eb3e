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

import org.jspecify.annotations.Nullable;

/**
 * What is delivered before the processor is initialized.
 */
final class NoDelivery implements Delivery {

	@Override
	public void advance() {
	}

	@Override
	public void drain(Duration patience) {
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isBusy() {
		return false;
	}

	@Override
	public boolean isAwaited() {
		return false;
	}

	@Override
	public int inHand() {
		return 0;
	}

	@Override
	public int handledAhead() {
		return 0;
	}

	@Override
	public boolean isStopped() {
		return false;
	}

	@Override
	public void resume() {
	}

	@Override
	public @Nullable Throwable failure() {
		return null;
	}

}
