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

package io.kinsumer.test.kinesis;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.kinsumer.test.kinesis.AdministrationRequest.AddTagsToStream;
import io.kinsumer.test.kinesis.AdministrationRequest.ListTagsForResource;
import io.kinsumer.test.kinesis.AdministrationRequest.ListTagsForStream;
import io.kinsumer.test.kinesis.AdministrationRequest.RemoveTagsFromStream;
import io.kinsumer.test.kinesis.AdministrationRequest.TagResource;
import io.kinsumer.test.kinesis.AdministrationRequest.UntagResource;
import io.kinsumer.test.kinesis.AdministrationResult.TagPage;
import io.kinsumer.test.kinesis.KinesisResult.Empty;

/**
 * Tags of streams and consumers.
 */
final class Tags {

	private static final int MAX_TAGS = 50;

	/** From the types Tag and TagResourceInput together. */
	private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{N}\\p{Z}\\s_.:/=+\\-%@]*");

	private final Streams streams;

	private final Consumers consumers;

	Tags(Streams streams, Consumers consumers) {
		this.streams = streams;
		this.consumers = consumers;
	}

	Empty add(AddTagsToStream request) {
		requireSome(request.tags());
		return this.streams.withPresent(request.stream().resolve(),
				(stream) -> add(stream.settings().tags(), request.tags()));
	}

	Empty remove(RemoveTagsFromStream request) {
		requireKeys(request.tagKeys());
		return this.streams.withPresent(request.stream().resolve(),
				(stream) -> remove(stream.settings().tags(), request.tagKeys()));
	}

	TagPage list(ListTagsForStream request) {
		int limit = Streams.bounded(request.limit(), MAX_TAGS, MAX_TAGS, "limit");
		String after = request.exclusiveStartTagKey();
		return this.streams.with(request.stream().resolve(), (stream) -> {
			TreeMap<String, String> tags = stream.settings().tags();
			SortedMap<String, String> page = new TreeMap<>((after != null) ? tags.tailMap(after, false) : tags);
			boolean more = page.size() > limit;
			while (page.size() > limit) {
				page.remove(page.lastKey());
			}
			return new TagPage(page, more);
		});
	}

	Empty add(TagResource request) {
		requireSome(request.tags());
		return withTags(request.resourceArn(), (tags) -> add(tags, request.tags()));
	}

	Empty remove(UntagResource request) {
		requireKeys(request.tagKeys());
		return withTags(request.resourceArn(), (tags) -> remove(tags, request.tagKeys()));
	}

	TagPage list(ListTagsForResource request) {
		return withTags(request.resourceArn(), (tags) -> new TagPage(new TreeMap<>(tags), false));
	}

	private <T> T withTags(String arn, Function<TreeMap<String, String>, T> action) {
		if (ConsumerRef.isConsumer(arn)) {
			return this.consumers.with(ConsumerRef.arn(arn), (stream, consumer) -> action.apply(consumer.tags()));
		}
		return this.streams.withPresent(StreamRef.arn(arn).resolve(),
				(stream) -> action.apply(stream.settings().tags()));
	}

	private static Empty add(Map<String, String> tags, Map<String, String> added) {
		Map<String, String> result = new TreeMap<>(tags);
		result.putAll(added);
		if (result.size() > MAX_TAGS) {
			throw tooMany(result.size());
		}
		tags.putAll(added);
		return new Empty();
	}

	private static Empty remove(Map<String, String> tags, List<String> keys) {
		tags.keySet().removeAll(keys);
		return new Empty();
	}

	private static void requireKeys(List<String> keys) {
		if (keys.isEmpty() || keys.size() > MAX_TAGS) {
			throw KinesisErrors.constraint("[" + keys.size() + " keys]", "tagKeys",
					"Member must have length between 1 and " + MAX_TAGS);
		}
	}

	private static void requireSome(Map<String, String> tags) {
		if (tags.isEmpty()) {
			throw KinesisErrors.constraint("{}", "tags", "Member must have length greater than or equal to 1");
		}
		validate(tags);
	}

	/** Refuse what may not be a tag. */
	static void validate(Map<String, String> tags) {
		if (tags.size() > MAX_TAGS) {
			throw tooMany(tags.size());
		}
		tags.forEach((key, value) -> {
			if (key.isEmpty() || key.length() > 128) {
				throw KinesisErrors.constraint(key, "tags", "Map keys must have length between 1 and 128");
			}
			if (value.length() > 256) {
				throw KinesisErrors.constraint(value, "tags", "Map values must have length of at most 256");
			}
			if (key.startsWith("aws:")) {
				throw KinesisErrors.invalid("Tag key " + key + " begins with aws:, which is reserved.");
			}
			requireCharacters(key);
			requireCharacters(value);
		});
	}

	private static void requireCharacters(String text) {
		if (!CHARACTERS.matcher(text).matches()) {
			throw KinesisErrors.invalid("Tag " + text + " contains characters that are not allowed. Valid characters: "
					+ "Unicode letters, digits, white space, _ . : / = + - % @.");
		}
	}

	private static RuntimeException tooMany(int count) {
		return KinesisErrors.invalid("A resource cannot have more than " + MAX_TAGS + " tags; this would be " + count);
	}

}
