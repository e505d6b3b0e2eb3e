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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The records that failed and are not handled yet, with the reasons. Not safe for use by
 * several threads.
 */
final class FailedRecords {

	private final Map<InFlight, Throwable> reasons = new LinkedHashMap<>();

	private List<InFlight> news = new ArrayList<>();

	void add(InFlight record, Throwable reason) {
		record.stage = InFlight.Stage.FAILED;
		this.reasons.put(record, reason);
		this.news.add(record);
	}

	void handled(InFlight record) {
		this.reasons.remove(record);
	}

	/**
	 * Those that failed since this was last asked.
	 */
	List<InFlight> takeNews() {
		if (this.news.isEmpty()) {
			return List.of();
		}
		List<InFlight> result = this.news;
		this.news = new ArrayList<>();
		return result;
	}

	@Nullable Throwable reason(InFlight record) {
		return this.reasons.get(record);
	}

	/**
	 * The reason of the record that began to fail last; one that was merely left does not
	 * count.
	 */
	@Nullable Throwable last() {
		Throwable last = null;
		for (Map.Entry<InFlight, Throwable> failed : this.reasons.entrySet()) {
			last = (failed.getKey().failures > 0) ? failed.getValue() : last;
		}
		return last;
	}

}
