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

/**
 * An instance, as the page shows it.
 *
 * @param name which
 * @param url where it answers
 * @param self whether it is the one asked
 * @param state LIVE, SILENT, LEFT or LOST
 * @param eventsPerSecond the load it makes
 * @param delayMillis how slow its listener is
 */
public record InstanceView(String name, String url, boolean self, String state, int eventsPerSecond, int delayMillis) {

}
