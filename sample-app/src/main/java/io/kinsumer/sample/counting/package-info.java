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

/**
 * Proves that every event arrives exactly once and in order, for any number of instances
 * between which shards move. Plain code: no Spring, no clock, no network.
 * <p>
 * Each sender numbers the events of a key from 1. Each instance keeps what it sent and
 * how often it received each number; the sum over all instances tells what is missing and
 * what came twice.
 */
@NullMarked
package io.kinsumer.sample.counting;

import org.jspecify.annotations.NullMarked;
