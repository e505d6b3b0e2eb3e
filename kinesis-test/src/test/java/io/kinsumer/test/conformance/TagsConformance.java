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

package io.kinsumer.test.conformance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.Tag;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tags of streams; from AddTagsToStream, ListTagsForStream, RemoveTagsFromStream,
 * TagResource, UntagResource, ListTagsForResource and the types Tag, TagMap and
 * TagKeyList of the API reference.
 */
interface TagsConformance extends KinesisConformance {

	@Test
	default void tagsAreAddedOverwrittenAndRemoved() {
		String stream = stream(1);
		get(client().addTagsToStream((it) -> it.streamName(stream).tags(Map.of("a", "1", "b", "2", "empty", ""))));
		get(client().addTagsToStream((it) -> it.streamName(stream).tags(Map.of("b", "3"))));
		assertThat(tags(stream)).isEqualTo(Map.of("a", "1", "b", "3", "empty", ""));
		get(client().removeTagsFromStream((it) -> it.streamName(stream).tagKeys("a", "not there")));
		assertThat(tags(stream)).isEqualTo(Map.of("b", "3", "empty", ""));
	}

	@Test
	default void tagsAreListedInPages() {
		String stream = stream(1);
		get(client().addTagsToStream((it) -> it.streamName(stream).tags(Map.of("a", "1", "b", "2", "c", "3"))));
		var page = get(client().listTagsForStream((it) -> it.streamName(stream).limit(2)));
		assertThat(page.tags()).extracting(Tag::key).containsExactly("a", "b");
		assertThat(page.hasMoreTags()).isTrue();
		var rest = get(client().listTagsForStream((it) -> it.streamName(stream).exclusiveStartTagKey("b")));
		assertThat(rest.tags()).extracting(Tag::key).containsExactly("c");
		assertThat(rest.hasMoreTags()).isFalse();
		refused(() -> client().listTagsForStream((it) -> it.streamName(stream).limit(0)), BAD_VALUE);
		documented(Quirk.PAGES_OF_51_TAGS,
				() -> refused(() -> client().listTagsForStream((it) -> it.streamName(stream).limit(51)), BAD_VALUE),
				() -> assertThat(get(client().listTagsForStream((it) -> it.streamName(stream).limit(51))).tags())
					.hasSize(3));
	}

	@Test
	default void tagsOfResourcesAreTheTagsOfStreams() {
		String stream = stream(1);
		String arn = arn(stream);
		get(client().tagResource((it) -> it.resourceARN(arn).tags(Map.of("a", "1", "b", "2"))));
		assertThat(tags(stream)).isEqualTo(Map.of("a", "1", "b", "2"));
		get(client().untagResource((it) -> it.resourceARN(arn).tagKeys("a")));
		assertThat(get(client().listTagsForResource((it) -> it.resourceARN(arn))).tags())
			.containsExactly(Tag.builder().key("b").value("2").build());
		refused(() -> client().tagResource((it) -> it.resourceARN(arn + "-unknown").tags(Map.of("a", "1"))),
				"ResourceNotFoundException");
		refused(() -> client().tagResource((it) -> it.resourceARN("garbage").tags(Map.of("a", "1"))), BAD_VALUE);
	}

	@Test
	default void streamsAreCreatedWithTags() {
		String stream = uniqueName("tagged");
		get(client().createStream((it) -> it.streamName(stream).shardCount(1).tags(Map.of("a", "1"))));
		awaitActive(stream);
		assertThat(tags(stream)).isEqualTo(Map.of("a", "1"));
	}

	@ParameterizedTest
	@CsvSource({ "128,256,true", "0,1,false", "129,1,false", "1,257,false" })
	default void keysHave1To128CharactersAndValuesUpTo256(int key, int value, boolean allowed) {
		String stream = stream(1);
		Map<String, String> tags = Map.of("k".repeat(key), "v".repeat(value));
		if (allowed) {
			get(client().addTagsToStream((it) -> it.streamName(stream).tags(tags)));
			assertThat(tags(stream)).isEqualTo(tags);
		}
		else {
			refused(() -> client().addTagsToStream((it) -> it.streamName(stream).tags(tags)), BAD_VALUE);
		}
	}

	@ParameterizedTest
	@CsvSource({ "a*,v,false", "k,v!,false", "aws:k,v,false", "Größe 1_./=+-@,ä 1_./=+-@,true" })
	default void tagsKeepToTheirCharacters(String key, String value, boolean allowed) {
		String stream = stream(1);
		if (allowed) {
			get(client().addTagsToStream((it) -> it.streamName(stream).tags(Map.of(key, value))));
		}
		else {
			refused(() -> client().addTagsToStream((it) -> it.streamName(stream).tags(Map.of(key, value))), BAD_VALUE);
		}
	}

	@Test
	default void aStreamHasUpTo50Tags() {
		String stream = stream(1);
		documented(Quirk.ELEVEN_TAGS_AT_ONCE, () -> {
			get(client().addTagsToStream((it) -> it.streamName(stream).tags(manyTags(50))));
			assertThat(tags(stream)).hasSize(50);
		}, () -> refused(() -> client().addTagsToStream((it) -> it.streamName(stream).tags(manyTags(11))),
				"InvalidArgumentException"));
		refused(() -> client().addTagsToStream((it) -> it.streamName(stream).tags(manyTags(51))),
				"InvalidArgumentException", "ValidationException", "LimitExceededException");
	}

	@Test
	default void addingAndRemovingTakeAtLeastOne() {
		String stream = stream(1);
		documented(Quirk.NO_TAGS,
				() -> refused(() -> client().addTagsToStream((it) -> it.streamName(stream).tags(Map.of())), BAD_VALUE),
				() -> get(client().addTagsToStream((it) -> it.streamName(stream).tags(Map.of()))));
		documented(Quirk.NO_TAGS,
				() -> refused(() -> client().removeTagsFromStream((it) -> it.streamName(stream).tagKeys(List.of())),
						BAD_VALUE),
				() -> get(client().removeTagsFromStream((it) -> it.streamName(stream).tagKeys(List.of()))));
		List<String> keys = IntStream.range(0, 51).mapToObj((i) -> "k" + i).toList();
		refused(() -> client().removeTagsFromStream((it) -> it.streamName(stream).tagKeys(keys)), BAD_VALUE);
	}

	private Map<String, String> tags(String stream) {
		return get(client().listTagsForStream((it) -> it.streamName(stream))).tags()
			.stream()
			.collect(Collectors.toMap(Tag::key, Tag::value));
	}

	private static Map<String, String> manyTags(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "k" + i)
			.collect(Collectors.toMap(Function.identity(), (it) -> "v"));
	}

}
