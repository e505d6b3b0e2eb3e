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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of one request, parsed and checked together, as DynamoDB does: every
 * placeholder used must be given, and every one given must be used. Every method may
 * throw {@link ServiceException} with code {@code ValidationException}.
 */
public final class Expressions {

	private final Placeholders placeholders;

	private final @Nullable Parsed<Condition> condition;

	private final @Nullable Parsed<Update> update;

	private final @Nullable Parsed<Condition> keyCondition;

	private final @Nullable Parsed<List<Path>> projection;

	private final List<Path> updatedPaths;

	private Expressions(Placeholders placeholders, @Nullable Parsed<Condition> condition,
			@Nullable Parsed<Update> update, @Nullable Parsed<Condition> keyCondition,
			@Nullable Parsed<List<Path>> projection) {
		this.placeholders = placeholders;
		this.condition = condition;
		this.update = update;
		this.keyCondition = keyCondition;
		this.projection = projection;
		placeholders.check(condition, update, keyCondition, projection);
		checkTypes(condition);
		checkTypes(keyCondition);
		this.updatedPaths = (update != null) ? UpdateEvaluator.check(update.tree(), placeholders) : List.of();
		if (projection != null) {
			UpdateEvaluator.requireDisjoint(Kind.PROJECTION, resolved(projection.tree()));
		}
	}

	private void checkTypes(@Nullable Parsed<Condition> condition) {
		if (condition != null) {
			new TypeCheck(condition.kind(), this.placeholders).check(condition.tree());
		}
	}

	/**
	 * Return the expressions of a write.
	 * @param condition the condition, if any
	 * @param update the update, if any
	 * @param placeholders what placeholders stand for
	 * @return the expressions
	 */
	public static Expressions ofWrite(@Nullable String condition, @Nullable String update, Placeholders placeholders) {
		return new Expressions(placeholders,
				(condition != null) ? ExpressionCache.condition(Kind.CONDITION, condition) : null,
				(update != null) ? ExpressionCache.update(update) : null, null, null);
	}

	/**
	 * Return the expressions of a read.
	 * @param keyCondition the key condition, if any
	 * @param filter the filter, if any
	 * @param projection the projection, if any
	 * @param placeholders what placeholders stand for
	 * @return the expressions
	 */
	public static Expressions ofRead(@Nullable String keyCondition, @Nullable String filter,
			@Nullable String projection, Placeholders placeholders) {
		return new Expressions(placeholders, (filter != null) ? ExpressionCache.condition(Kind.FILTER, filter) : null,
				null, (keyCondition != null) ? ExpressionCache.condition(Kind.KEY_CONDITION, keyCondition) : null,
				(projection != null) ? ExpressionCache.projection(projection) : null);
	}

	/**
	 * Return whether the condition or filter holds.
	 * @param item the item; empty when there is none
	 * @return whether it holds; {@code true} when there is no condition
	 */
	public boolean holds(Map<String, Attribute> item) {
		return this.condition == null || new ConditionEvaluator(item, this.placeholders).holds(this.condition.tree());
	}

	/**
	 * Apply the update.
	 * @param item the item before
	 * @return the item after; the same when there is no update
	 */
	public Map<String, Attribute> apply(Map<String, Attribute> item) {
		return (this.update != null) ? new UpdateEvaluator(item, this.placeholders).apply(this.update.tree()) : item;
	}

	/**
	 * Return the top-level names that the update changes.
	 * @return the names
	 */
	public Set<String> updatedNames() {
		Set<String> names = new TreeSet<>();
		this.updatedPaths.forEach((path) -> names.add(path.top()));
		return names;
	}

	/**
	 * Return only what the update changes.
	 * @param item the item before or after
	 * @return the part of it that the update names
	 */
	public Map<String, Attribute> updatedPart(Map<String, Attribute> item) {
		return Documents.project(item, this.updatedPaths);
	}

	/**
	 * Apply the projection.
	 * @param item the item
	 * @return what the projection keeps; the item itself when there is none
	 */
	public Map<String, Attribute> project(Map<String, Attribute> item) {
		return (this.projection != null) ? Documents.project(item, resolved(this.projection.tree())) : item;
	}

	/**
	 * Return the keys that a query reads.
	 * @param hashName the name of the hash key
	 * @param rangeName the name of the range key, if the table has one
	 * @return the keys
	 */
	public KeyRange keyRange(String hashName, @Nullable String rangeName) {
		if (this.keyCondition == null) {
			throw new ServiceException("ValidationException",
					"Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
		}
		return new KeyConditions(this.placeholders, hashName, rangeName).range(this.keyCondition.tree());
	}

	/**
	 * Return the top-level names that the condition or filter looks at.
	 * @return the names
	 */
	public Set<String> conditionNames() {
		Set<String> names = new TreeSet<>();
		if (this.condition != null) {
			ConditionNames.collect(this.condition.tree(), (path) -> names.add(path.resolve(this.placeholders).top()));
		}
		return names;
	}

	private List<Path> resolved(List<Path> paths) {
		return paths.stream().map((path) -> path.resolve(this.placeholders)).toList();
	}

}
