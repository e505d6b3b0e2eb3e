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

import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.metadata.MetadataRepository;

/**
 * A bean of this type makes what groups keep their positions and members in, in place of
 * what {@code kinesis.kinsumers.<name>.metadata.*} says.
 */
@FunctionalInterface
public interface MetadataRepositoryFactory {

	/**
	 * Makes or finds the metadata of a group.
	 * @param settings the settings of the kinsumer, which name its group and stream
	 * @return metadata of this group and stream alone
	 */
	MetadataRepository create(KinsumerSettings settings);

}
