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

package io.kinsumer.spring.event;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventRegistryTests {

	private final EventRegistry registry = new EventRegistry((text) -> text.replace("${stream}", "orders"));

	@Test
	void aTypeIsKnownByItsRegistration() {
		this.registry.register(EventRegistration.of(Plain.class, "plains").withName("plain"));
		EventRegistration<?> found = this.registry.get(Plain.class);
		assertThat(found.stream()).isEqualTo("plains");
		assertThat(found.name()).isEqualTo("plain");
		assertThat(this.registry.find("plains", "plain")).containsSame(found);
		assertThat(this.registry.find("others", "plain")).isEmpty();
		assertThat(this.registry.namesOf(Plain.class)).containsExactlyInAnyOrder("plain", "EventRegistryTests.Plain",
				Plain.class.getName());
	}

	@Test
	void aTypeIsKnownByItsAnnotation() {
		EventRegistration<?> found = this.registry.get(Annotated.class);
		assertThat(found.stream()).isEqualTo("orders");
		assertThat(found.name()).isEqualTo("annotated");
		assertThat(found.contentType()).isEqualTo("application/cbor");
		assertThat(this.registry.find("orders", "annotated")).isPresent();
		assertThat(this.registry.get(Unnamed.class).name()).isEqualTo("EventRegistryTests.Unnamed");
	}

	@Test
	void aRegistrationComesBeforeTheAnnotation() {
		this.registry.register(Annotated.class, "elsewhere");
		assertThat(this.registry.get(Annotated.class).stream()).isEqualTo("elsewhere");
	}

	@Test
	void anUnknownTypeFailsAndSaysWhatToDo() {
		assertThat(this.registry.find(Plain.class)).isEmpty();
		assertThatExceptionOfType(EventNotFoundException.class).isThrownBy(() -> this.registry.get(Plain.class))
			.withMessageContaining(Plain.class.getName())
			.withMessageContaining("@EventType")
			.withMessageContaining("kinesis.events.types.<name>.type")
			.satisfies((ex) -> assertThat(ex.getType()).isEqualTo(Plain.class));
	}

	@Test
	void whatWasUnknownMayBeRegisteredLater() {
		assertThat(this.registry.find(Plain.class)).isEmpty();
		assertThat(this.registry.find(Child.class)).isEmpty();
		this.registry.register(Plain.class, "plains");
		this.registry.register(Family.class, "families");
		assertThat(this.registry.get(Plain.class).stream()).isEqualTo("plains");
		assertThat(this.registry.get(Child.class).stream()).isEqualTo("families");
	}

	@Test
	void twoRegistrationsOfATypeMustAgree() {
		this.registry.register(Plain.class, "plains");
		this.registry.register(Plain.class, "plains");
		assertThatExceptionOfType(EventRegistrationException.class)
			.isThrownBy(() -> this.registry.register(Plain.class, "others"))
			.withMessageContaining("'plains'")
			.withMessageContaining("'others'")
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("Remove one"));
		assertThat(this.registry.get(Plain.class).stream()).isEqualTo("plains");
	}

	@Test
	void twoTypesOfAStreamMustHaveNamesOfTheirOwn() {
		this.registry.register(EventRegistration.of(Plain.class, "orders").withName("annotated"));
		assertThatExceptionOfType(EventRegistrationException.class).isThrownBy(() -> this.registry.get(Annotated.class))
			.withMessageContaining(Plain.class.getName())
			.withMessageContaining(Annotated.class.getName());
		this.registry.register(EventRegistration.of(Child.class, "others").withName("annotated"));
	}

	@Test
	void aSubTypeGoesWhereItsFamilyGoesUnderItsOwnName() {
		this.registry.register(EventRegistration.of(Family.class, "families")
			.withName("family")
			.withContentType("text/plain")
			.withKey(Family::house));
		EventRegistration<?> child = this.registry.get(Child.class);
		assertThat(child.type()).isEqualTo(Child.class);
		assertThat(child.stream()).isEqualTo("families");
		assertThat(child.name()).isEqualTo("EventRegistryTests.Child");
		assertThat(child.contentType()).isEqualTo("text/plain");
		assertThat(child.key()).isNotNull();
	}

	@Test
	void aSubTypeMustHaveANameOfItsOwn() {
		this.registry.register(Family.class, "families");
		this.registry.register(EventRegistration.of(Plain.class, "families").withName("EventRegistryTests.Child"));
		assertThatExceptionOfType(EventRegistrationException.class).isThrownBy(() -> this.registry.get(Child.class))
			.withMessageContaining(Plain.class.getName())
			.withMessageContaining(Child.class.getName());
	}

	@Test
	void theNameOfASubTypeIsTakenOnceItWasAskedFor() {
		this.registry.register(Family.class, "families");
		this.registry.get(Child.class);
		assertThatExceptionOfType(EventRegistrationException.class).isThrownBy(() -> this.registry
			.register(EventRegistration.of(Plain.class, "families").withName("EventRegistryTests.Child")));
		this.registry.register(EventRegistration.of(Child.class, "families"));
		assertThat(this.registry.get(Child.class).stream()).isEqualTo("families");
	}

	@Test
	void theNearestSuperTypeDecides() {
		this.registry.register(Family.class, "families");
		this.registry.register(Branch.class, "branches");
		assertThat(this.registry.get(Leaf.class).stream()).isEqualTo("branches");
	}

	@Test
	void severalSuperTypesThatAreEquallyNearAreAnError() {
		this.registry.register(Family.class, "families");
		this.registry.register(Event.class, "events");
		assertThatExceptionOfType(AmbiguousEventException.class).isThrownBy(() -> this.registry.get(Both.class))
			.withMessageContaining(Family.class.getName())
			.withMessageContaining(Event.class.getName())
			.withMessageContaining("Register the class itself");
	}

	@Test
	void aRegistrationThatCannotBeIsRefused() {
		assertThatExceptionOfType(EventRegistrationException.class)
			.isThrownBy(() -> EventRegistration.of(Plain.class, " "))
			.withMessageContaining("has no stream");
		assertThatExceptionOfType(EventRegistrationException.class)
			.isThrownBy(() -> EventRegistration.of(Plain.class, "plains").withContentType("json"))
			.withMessageContaining("'json'");
		assertThatExceptionOfType(EventRegistrationException.class)
			.isThrownBy(() -> EventRegistration.of(Plain.class, "plains").withName(""));
	}

	record Plain() {

	}

	@EventType(stream = "${stream}", name = "annotated", contentType = "application/cbor")
	record Annotated() {

	}

	@EventType(stream = "orders")
	record Unnamed() {

	}

	interface Family {

		String house();

	}

	interface Branch extends Family {

	}

	record Child(String house) implements Family {

	}

	record Leaf(String house) implements Branch {

	}

	record Both(String house) implements Family, Event {

		@Override
		public Map<String, String> headers() {
			return Map.of();
		}

	}

}
