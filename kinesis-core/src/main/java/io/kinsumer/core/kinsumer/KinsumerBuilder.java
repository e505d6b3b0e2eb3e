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

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardProcessorFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Builds a {@link Kinsumer}. Not safe for use by several threads.
 */
public final class KinsumerBuilder {

	final KinsumerSettings settings;

	final KinesisAsyncClient kinesis;

	final MetadataRepository metadata;

	final ShardProcessorFactory processors;

	final List<KinsumerListener> listeners = new ArrayList<>();

	KinsumerBuilder(KinsumerSettings settings, KinesisAsyncClient kinesis, MetadataRepository metadata,
			ShardProcessorFactory processors) {
		this.settings = settings;
		this.kinesis = kinesis;
		this.metadata = metadata;
		this.processors = processors;
	}

	/**
	 * Adds a listener.
	 * @param listener hears what the kinsumer does
	 * @return this builder
	 */
	public KinsumerBuilder listener(KinsumerListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Builds the kinsumer, which owns the threads it needs from {@link Kinsumer#start()}
	 * to {@link Kinsumer#stop()}. The client and the repository remain the caller's.
	 * @return a kinsumer that is not started
	 */
	public Kinsumer build() {
		throw new IllegalStateException("in the making");
	}

}
