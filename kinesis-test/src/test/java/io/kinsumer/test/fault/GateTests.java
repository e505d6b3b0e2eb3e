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

package io.kinsumer.test.fault;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisOptions;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.ListStreams;
import io.kinsumer.test.kinesis.KinesisResult.Empty;
import io.kinsumer.test.kinesis.StreamRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults before and after the effect, on the model without sockets.
 */
class GateTests {

	private final List<String> pauses = new ArrayList<>();

	private final List<String> seen = new ArrayList<>();

	private Fault before = Fault.NONE;

	private Fault after = Fault.NONE;

	private final KinesisModel model = new KinesisModel(Clock.systemUTC(), KinesisOptions.defaults(),
			new Gate(Service.KINESIS, new Scripted(), (duration) -> this.pauses.add(duration.toString())));

	@Test
	void errorsBeforeTheEffectPreventIt() {
		this.before = Fault.fail(new ServiceException("LimitExceededException", "slow down"));
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.model.createStream("a", 1))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("LimitExceededException"));
		assertThat(streams()).isEmpty();
	}

	@Test
	void errorsAfterTheEffectHideIt() {
		this.after = Fault.fail(new ServiceException("InternalFailure", "?", 500));
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.model.createStream("a", 1));
		assertThat(streams()).containsExactly("a");
	}

	@Test
	void droppedAnswersTellWhetherTheCallTookEffect() {
		this.before = Fault.DROP;
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(() -> this.model.createStream("a", 1))
			.satisfies((ex) -> assertThat(ex.applied()).isFalse());
		this.before = Fault.NONE;
		this.after = Fault.DROP;
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(() -> this.model.createStream("b", 1))
			.satisfies((ex) -> assertThat(ex.applied()).isTrue());
		assertThat(streams()).containsExactly("b");
	}

	@Test
	void delaysGoToThePauseAndThenOn() {
		this.before = new Fault.Delay(Duration.ofSeconds(3), Fault.NONE);
		this.after = new Fault.Delay(Duration.ofSeconds(4), Fault.DROP);
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(() -> this.model.createStream("a", 1));
		assertThat(this.pauses).containsExactly("PT3S", "PT4S");
	}

	@Test
	void faultsSeeOperationResourceAndOutcome() {
		this.model.createStream("a", 1);
		assertThatExceptionOfType(ServiceException.class)
			.isThrownBy(() -> this.model.deleteStream(new DeleteStream(StreamRef.named("b"))));
		assertThat(this.seen).containsExactly("before KINESIS.CreateStream(a)",
				"after KINESIS.CreateStream(a) " + new Empty(), "before KINESIS.DeleteStream(b)",
				"after KINESIS.DeleteStream(b) null");
	}

	@Test
	void callsAreCountedWhateverBecomesOfThem() {
		this.before = Fault.DROP;
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(() -> this.model.createStream("a", 1));
		this.before = Fault.NONE;
		this.model.createStream("a", 1);
		assertThat(this.model.gate().count("CreateStream")).isEqualTo(2);
		assertThat(this.model.gate().counts()).containsOnlyKeys("CreateStream");
		this.model.gate().resetCounts();
		assertThat(this.model.gate().count("CreateStream")).isZero();
	}

	private List<String> streams() {
		this.model.gate().install(Faults.NONE);
		return this.model.listStreams(new ListStreams(null, null, null))
			.streams()
			.stream()
			.map((stream) -> stream.streamName())
			.toList();
	}

	/**
	 * Answers with the faults of the test.
	 */
	private final class Scripted implements Faults {

		@Override
		public Fault before(Call call) {
			GateTests.this.seen.add("before " + call);
			return GateTests.this.before;
		}

		@Override
		public Fault after(Call call, @Nullable Object result) {
			GateTests.this.seen.add("after " + call + " " + result);
			return GateTests.this.after;
		}

	}

}
