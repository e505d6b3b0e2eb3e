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

package io.kinsumer.test.dynamodb.expression;

/**
 * What a condition compares and an update assigns.
 */
sealed interface Operand {

	/** The attribute at a path. */
	record At(Path path) implements Operand {

	}

	/** A value given with the request; the name starts with a colon. */
	record Value(String name) implements Operand {

	}

	/** The size of the attribute at a path. */
	record Size(Path path) implements Operand {

	}

	/** The attribute at a path, or something else when it is missing. */
	record IfNotExists(Path path, Operand otherwise) implements Operand {

	}

	/** Two lists in one. */
	record ListAppend(Operand first, Operand second) implements Operand {

	}

	/** A sum or a difference. */
	record Arithmetic(Operand left, boolean minus, Operand right) implements Operand {

	}

}
