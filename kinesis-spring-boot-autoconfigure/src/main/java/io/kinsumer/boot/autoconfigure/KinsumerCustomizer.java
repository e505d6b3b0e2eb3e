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

package io.kinsumer.boot.autoconfigure;

import io.kinsumer.core.kinsumer.KinsumerBuilder;

/**
 * Changes a kinsumer: who listens, which threads handlers run on. Beans of this type are
 * applied in their order to each kinsumer before it is built.
 */
@FunctionalInterface
public interface KinsumerCustomizer {

	/**
	 * Changes a kinsumer.
	 * @param name its name in the configuration, or its stream
	 * @param builder has the settings and the listeners of the application
	 */
	void customize(String name, KinsumerBuilder builder);

}
