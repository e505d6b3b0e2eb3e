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

import java.time.Duration;
import java.util.Set;

import io.kinsumer.core.kinsumer.MembershipHarness.Answer;
import io.kinsumer.core.metadata.Session;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With heartbeats of two seconds and a session timeout of ten.
 */
class MembershipTests {

	private final MembershipHarness group = new MembershipHarness();

	@Test
	void eachHeartbeatRenewsTheSessionWithAGreaterNumber() {
		this.group.started().passes(Duration.ofSeconds(6));
		assertThat(this.group.events()).containsExactly("2000 renew 2 ACTIVE 0", "4000 renew 3 ACTIVE 0",
				"6000 renew 4 ACTIVE 0");
	}

	@Test
	void changesOfShardsAreToldByTheRevision() {
		this.group.started().passes(Duration.ofSeconds(2));
		this.group.membership().touch();
		this.group.membership().touch();
		this.group.passes(Duration.ofSeconds(2));
		assertThat(this.group.events()).containsExactly("2000 renew 2 ACTIVE 0", "4000 renew 3 ACTIVE 2");
	}

	@Test
	void aFailedRenewalIsRepeatedAfterHalfASecond() {
		this.group.renewals(Answer.FAILURE);
		this.group.started().passes(Duration.ofMillis(2600));
		this.group.renewals(Answer.SUCCESS);
		this.group.passes(Duration.ofMillis(1000));
		assertThat(this.group.events()).containsExactly("2000 renew 2 ACTIVE 0", "2000 not renewed",
				"2500 renew 3 ACTIVE 0", "2500 not renewed", "3000 renew 4 ACTIVE 0");
	}

	@Test
	void oneRenewalIsUnderWayAtATime() {
		this.group.renewals(Answer.NONE);
		this.group.started().passes(Duration.ofSeconds(7));
		assertThat(this.group.events()).containsExactly("2000 renew 2 ACTIVE 0");
		this.group.renewals(Answer.SUCCESS);
		this.group.membership().onRenewFailed(new IllegalStateException());
		this.group.passes(Duration.ofMillis(100));
		assertThat(this.group.events()).as("the heartbeats that were due meanwhile")
			.containsExactly("7000 not renewed", "7000 renew 5 ACTIVE 0");
	}

	@Test
	void failuresHoweverManyOnlySuspend() {
		this.group.renewals(Answer.FAILURE);
		this.group.started().passes(Duration.ofMillis(8999));
		assertThat(this.group.lease().isValid()).isTrue();
		this.group.passes(Duration.ofMillis(1));
		assertThat(this.group.lease().isValid()).isFalse();
		this.group.passes(Duration.ofMinutes(10));
		assertThat(this.group.events()).isNotEmpty().noneMatch((event) -> event.contains("lost"));
		this.group.renewals(Answer.SUCCESS);
		this.group.passes(Duration.ofMillis(500));
		assertThat(this.group.events("resumed")).hasSize(1);
		assertThat(this.group.lease().isValid()).isTrue();
	}

	@Test
	void theSessionIsSureFromTheSendingOfARenewalNotFromItsAnswer() {
		this.group.renewLatency(Duration.ofSeconds(1));
		this.group.started().passes(Duration.ofSeconds(3));
		this.group.renewals(Answer.NONE);
		this.group.passes(Duration.ofMillis(7999));
		assertThat(this.group.lease().isValid()).isTrue();
		this.group.passes(Duration.ofMillis(1));
		assertThat(this.group.lease().isValid()).as("nine seconds after two").isFalse();
	}

	@Test
	void aRefusedRenewalLosesTheSession() {
		this.group.renewals(Answer.REFUSAL);
		this.group.started().passes(Duration.ofSeconds(2));
		assertThat(this.group.events()).containsExactly("2000 renew 2 ACTIVE 0", "2000 lost");
		assertThat(this.group.lease().isValid()).isFalse();
		this.group.passes(Duration.ofMinutes(1));
		assertThat(this.group.events()).isEmpty();
	}

	@Test
	void anAnswerAfterTheEndDoesNotCount() {
		this.group.renewals(Answer.NONE);
		this.group.started().passes(Duration.ofSeconds(2));
		this.group.membership().close();
		this.group.membership().onRenewed(new Mark(Duration.ofSeconds(2).toNanos(), Samples.START.plusSeconds(2)));
		assertThat(this.group.lease().isValid()).isFalse();
	}

	@Test
	void aSilentSessionIsKilledExactlyOneTimeoutAfterTheAnswerThatShowedIt() {
		this.group.readLatency(Duration.ofMillis(300));
		this.group.started();
		this.group.silent(Samples.session(Samples.BERT, 5));
		// The first read is asked for after two seconds.
		this.group.passes(Duration.ofMillis(12_299));
		assertThat(this.group.events("kill")).isEmpty();
		assertThat(this.group.members().active()).containsExactly(Samples.ANNA, Samples.BERT);
		this.group.passes(Duration.ofMillis(1));
		assertThat(this.group.events("kill")).containsExactly("12300 kill bert#s2 5");
		assertThat(this.group.members().dead()).as("before the kill is answered").isEmpty();
		this.group.passes(Duration.ofMillis(10));
		assertThat(this.group.members().active()).containsExactly(Samples.ANNA);
		assertThat(this.group.members().dead()).containsExactly(Samples.BERT);
	}

	@Test
	void theTimeoutIsThatOfTheSilentSession() {
		Session slow = new Session(Samples.BERT, 5, 0, Session.State.LEAVING, Duration.ofSeconds(31), "host");
		this.group.silent(slow);
		this.group.started().passes(Duration.ofSeconds(40));
		assertThat(this.group.events("kill")).containsExactly("31000 kill bert#s2 5");
	}

	@Test
	void aChangedHeartbeatRestartsTheTimer() {
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.started().passes(Duration.ofSeconds(7));
		this.group.silent(Samples.session(Samples.BERT, 6));
		this.group.passes(Duration.ofSeconds(30));
		assertThat(this.group.events("kill")).as("first seen at 8 s").containsExactly("18000 kill bert#s2 6");
	}

	@Test
	void aSmallerHeartbeatIsAChangeToo() {
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.started().passes(Duration.ofSeconds(7));
		this.group.silent(Samples.session(Samples.BERT, 4));
		this.group.passes(Duration.ofSeconds(30));
		assertThat(this.group.events("kill")).containsExactly("18000 kill bert#s2 4");
	}

	@Test
	void aLivelySessionIsNeverKilled() {
		this.group.lively(Samples.BERT);
		this.group.started().passes(Duration.ofMinutes(10));
		assertThat(this.group.events("kill")).isEmpty();
		assertThat(this.group.members().active()).containsExactly(Samples.ANNA, Samples.BERT);
		assertThat(this.group.changes()).isEqualTo(1);
	}

	@Test
	void aGapInTheOwnReadsRestartsTheTimers() {
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.membership().watch(Set.of(Samples.CARL));
		this.group.started().passes(Duration.ofSeconds(3));
		this.group.reads(Answer.FAILURE);
		this.group.passes(Duration.ofSeconds(24));
		assertThat(this.group.events("kill")).isEmpty();
		assertThat(this.group.members().dead()).isEmpty();
		this.group.reads(Answer.SUCCESS);
		this.group.passes(Duration.ofMillis(10_999));
		assertThat(this.group.members().dead()).isEmpty();
		this.group.passes(Duration.ofMillis(11));
		assertThat(this.group.events("kill")).as("heard again at 28 s").containsExactly("38000 kill bert#s2 5");
		assertThat(this.group.members().dead()).containsExactlyInAnyOrder(Samples.BERT, Samples.CARL);
	}

	@Test
	void aShortGapRestartsNothing() {
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.started().passes(Duration.ofSeconds(5));
		this.group.reads(Answer.FAILURE);
		this.group.passes(Duration.ofSeconds(2));
		this.group.reads(Answer.SUCCESS);
		this.group.passes(Duration.ofSeconds(10));
		assertThat(this.group.events("kill")).containsExactly("10000 kill bert#s2 5");
	}

	@Test
	void aSessionThatWasThereAtTheRegistrationIsTimedFromItsAnswer() {
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.started().passes(Duration.ofMillis(9_999));
		assertThat(this.group.events("kill")).isEmpty();
		this.group.passes(Duration.ofMillis(1));
		assertThat(this.group.events("kill")).containsExactly("10000 kill bert#s2 5");
	}

	@Test
	void aRefusedKillIsFollowedByALook() {
		this.group.readLatency(Duration.ofMillis(300));
		this.group.started();
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.passes(Duration.ofMillis(12_299));
		this.group.lively(Samples.BERT);
		this.group.kills(Answer.REFUSAL);
		this.group.passes(Duration.ofSeconds(30));
		assertThat(this.group.events()).contains("12300 kill bert#s2 5").noneMatch((event) -> event.contains("not"));
		assertThat(this.group.members().active()).containsExactly(Samples.ANNA, Samples.BERT);
		assertThat(this.group.members().dead()).isEmpty();
	}

	@Test
	void anUnansweredKillIsRepeated() {
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.kills(Answer.NONE);
		this.group.started().passes(Duration.ofSeconds(14));
		assertThat(this.group.events("kill")).as("one at a time").hasSize(1);
		this.group.kills(Answer.SUCCESS);
		this.group.membership().onKillFailed(Samples.session(Samples.BERT, 5), new IllegalStateException());
		this.group.passes(Duration.ofSeconds(2));
		assertThat(this.group.members().dead()).containsExactly(Samples.BERT);
	}

	@Test
	void membersAreConfirmedByAReadThatWasAskedForSince() {
		this.group.readLatency(Duration.ofMillis(300));
		this.group.started().passes(Duration.ofMillis(100));
		this.group.membership().confirm();
		this.group.passes(Duration.ofMillis(1_950));
		this.group.lively(Samples.BERT);
		assertThat(this.group.events("confirmed")).containsExactly("400 confirmed");
		this.group.membership().confirm();
		this.group.passes(Duration.ofMillis(500));
		assertThat(this.group.events("confirmed")).as("one was under way, of 2000").isEmpty();
		this.group.passes(Duration.ofMillis(500));
		assertThat(this.group.events("confirmed")).containsExactly("2600 confirmed");
	}

	@Test
	void aFailedConfirmationIsThatOfTheNextHeartbeat() {
		this.group.started().passes(Duration.ofMillis(100));
		this.group.reads(Answer.FAILURE);
		this.group.membership().confirm();
		this.group.passes(Duration.ofMillis(100));
		this.group.reads(Answer.SUCCESS);
		this.group.passes(Duration.ofSeconds(10));
		assertThat(this.group.events("confirmed")).containsExactly("2000 confirmed");
	}

	@Test
	void theDeadAndTheLeavingTakeNoShare() {
		this.group.silent(Samples.session(Samples.BERT, 5, Session.State.DEAD));
		this.group.silent(Samples.session(Samples.CARL, 5, Session.State.LEAVING));
		this.group.started();
		assertThat(this.group.members().active()).containsExactly(Samples.ANNA);
		assertThat(this.group.members().dead()).containsExactly(Samples.BERT);
	}

	@Test
	void anAbsentOwnerIsDeadAfterOneTimeout() {
		this.group.started().passes(Duration.ofSeconds(3));
		this.group.membership().watch(Set.of(Samples.CARL, Samples.ANNA));
		this.group.passes(Duration.ofMillis(9999));
		assertThat(this.group.members().dead()).isEmpty();
		this.group.passes(Duration.ofMillis(1));
		assertThat(this.group.members().dead()).containsExactly(Samples.CARL);
		assertThat(this.group.events("kill")).isEmpty();
		this.group.membership().watch(Set.of());
		assertThat(this.group.members().dead()).isEmpty();
	}

	@Test
	void anOwnerThatAppearsIsNoSuspect() {
		this.group.started();
		this.group.membership().watch(Set.of(Samples.CARL));
		this.group.passes(Duration.ofSeconds(5));
		this.group.lively(Samples.CARL);
		this.group.passes(Duration.ofSeconds(30));
		assertThat(this.group.members().dead()).isEmpty();
		this.group.absent(Samples.CARL);
		this.group.passes(Duration.ofMillis(10_999));
		assertThat(this.group.members().dead()).as("missed at 36 s").isEmpty();
		this.group.passes(Duration.ofMillis(1));
		assertThat(this.group.members().dead()).containsExactly(Samples.CARL);
	}

	@Test
	void anAbsentOwnerIsSuspectedForTheLongestTimeoutThatItMayHave() {
		this.group.silent(new Session(Samples.BERT, 5, 0, Session.State.ACTIVE, Duration.ofSeconds(30), "host"));
		this.group.started().passes(Duration.ofSeconds(1));
		this.group.absent(Samples.BERT);
		this.group.membership().watch(Set.of(Samples.BERT, Samples.CARL));
		this.group.passes(Duration.ofMillis(29_999));
		assertThat(this.group.members().dead()).as("missed at 1 and 2 s").isEmpty();
		this.group.passes(Duration.ofSeconds(2));
		assertThat(this.group.members().dead()).containsExactlyInAnyOrder(Samples.BERT, Samples.CARL);
	}

	@Test
	void earlierSessionsOfThisClientAreDeadAtOnce() {
		MembershipHarness again = new MembershipHarness(Set.of(Samples.CARL)).started();
		again.membership().watch(Set.of(Samples.CARL, Samples.BERT));
		assertThat(again.members().dead()).containsExactly(Samples.CARL);
	}

	@Test
	void aBurialThatFailedIsRepeated() {
		Session dead = Samples.session(Samples.BERT, 5, Session.State.DEAD);
		this.group.silent(dead);
		this.group.started();
		this.group.membership().watch(Set.of());
		this.group.membership().onBuryFailed(dead);
		this.group.membership().watch(Set.of());
		assertThat(this.group.events("bury")).hasSize(2);
	}

	@Test
	void withoutATableTheSessionIsLost() {
		this.group.renewals(Answer.NO_TABLE);
		this.group.started().passes(Duration.ofSeconds(2));
		assertThat(this.group.events("lost")).hasSize(1);
	}

	@Test
	void membersAgreeWhenTheirRulesAreTheSame() {
		this.group.silent(
				new Session(Samples.BERT, 5, 0, Session.State.ACTIVE, Duration.ofSeconds(10), "host", "modulo", ""));
		this.group.started();
		assertThat(this.group.members().agreed()).isFalse();
		this.group.silent(
				new Session(Samples.BERT, 6, 0, Session.State.LEAVING, Duration.ofSeconds(10), "host", "modulo", ""));
		this.group.passes(Duration.ofSeconds(2));
		assertThat(this.group.members().agreed()).as("who leaves takes no share").isTrue();
	}

	@Test
	void theDeadAreBuriedWhenNoShardNamesThem() {
		this.group.silent(Samples.session(Samples.BERT, 5, Session.State.DEAD));
		this.group.membership().watch(Set.of(Samples.BERT));
		this.group.started().passes(Duration.ofSeconds(30));
		assertThat(this.group.events("bury")).isEmpty();
		this.group.membership().watch(Set.of(Samples.ANNA));
		this.group.membership().watch(Set.of(Samples.ANNA));
		assertThat(this.group.events("bury")).containsExactly("30000 bury bert#s2");
	}

	@Test
	void theLivingAreNotBuried() {
		this.group.lively(Samples.BERT);
		this.group.silent(Samples.session(Samples.CARL, 5, Session.State.LEAVING));
		this.group.started();
		this.group.membership().watch(Set.of());
		assertThat(this.group.events("bury")).isEmpty();
	}

	@Test
	void aLeavingClientSaysSoAndTakesNoShare() {
		this.group.lively(Samples.BERT);
		this.group.started().passes(Duration.ofMillis(100));
		this.group.membership().leave();
		this.group.passes(Duration.ofMillis(4000));
		assertThat(this.group.events()).containsExactly("100 renew 2 LEAVING 0", "2000 renew 3 LEAVING 0",
				"4000 renew 4 LEAVING 0");
		assertThat(this.group.members().active()).containsExactly(Samples.BERT);
	}

	@Test
	void aKillThatFailsIsNotRepeatedAtOnce() {
		this.group.silent(Samples.session(Samples.BERT, 5));
		this.group.kills(Answer.FAILURE);
		this.group.started().passes(Duration.ofSeconds(12));
		assertThat(this.group.events("kill")).hasSizeBetween(2, 10);
	}

	@Test
	void aRevisionOfAnotherMemberIsAChange() {
		this.group.started();
		this.group.silent(Samples.session(Samples.BERT, 1));
		this.group.passes(Duration.ofSeconds(2));
		int before = this.group.changes();
		this.group.silent(new Session(Samples.BERT, 2, 1, Session.State.ACTIVE, Duration.ofSeconds(10), "host"));
		this.group.passes(Duration.ofSeconds(2));
		assertThat(this.group.changes()).isEqualTo(before + 1);
		this.group.membership().touch();
		this.group.passes(Duration.ofSeconds(4));
		assertThat(this.group.changes()).as("its own is not").isEqualTo(before + 1);
	}

}
