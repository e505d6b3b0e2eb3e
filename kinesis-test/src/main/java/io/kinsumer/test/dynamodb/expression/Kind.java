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

import io.kinsumer.test.fault.ServiceException;

/**
 * Kinds of expressions, as messages of DynamoDB name them.
 */
public enum Kind {

	/** A condition of a write. */
	CONDITION("ConditionExpression"),

	/** What an update does. */
	UPDATE("UpdateExpression"),

	/** The keys that a query reads. */
	KEY_CONDITION("KeyConditionExpression"),

	/** Which items of a read are returned. */
	FILTER("FilterExpression"),

	/** Which attributes are returned. */
	PROJECTION("ProjectionExpression");

	private final String member;

	Kind(String member) {
		this.member = member;
	}

	/**
	 * Return an error of an expression of this kind.
	 * @param problem what is wrong
	 * @return the error
	 */
	public ServiceException invalid(String problem) {
		return new ServiceException("ValidationException", "Invalid " + this.member + ": " + problem);
	}

	@Override
	public String toString() {
		return this.member;
	}

}
