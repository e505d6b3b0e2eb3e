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

package io.kinsumer.core;

import java.util.ArrayList;
import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.kinsumer.core.kinsumer.Kinsumer;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private static final String ROOT = "io.kinsumer.core.";

	/**
	 * From the top to the bottom.
	 */
	private static final List<String> ROOMS = List.of("kinsumer", "producer", "processor", "shard", "writer",
			"metadata.dynamodb", "metadata.memory", "metadata", "aggregation", "client", "observe", "runtime",
			"record");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.importUrl(Kinsumer.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void seesTheClassesOfEachRoomThatHasAny() {
		List<String> rooms = new ArrayList<>();
		CLASSES.forEach((type) -> rooms.add(room(type)));
		assertThat(rooms).contains("kinsumer", "producer", "processor", "shard", "writer", "metadata",
				"metadata.dynamodb", "metadata.memory", "aggregation", "client", "observe", "runtime", "record");
		assertThat(ROOMS).containsAll(rooms);
	}

	@Test
	void theCoreSeesNoSpringAndNoMetricsLibrary() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "io.micrometer..", "io.kinsumer.spring..",
					"io.kinsumer.boot..", "io.kinsumer.test..")
			.check(CLASSES);
	}

	@Test
	void roomsDependOnRoomsBelowOnly() {
		classes().should(dependOnRoomsBelow()).check(CLASSES);
	}

	@Test
	void roomsDoNotDependOnEachOtherInCycles() {
		slices().matching("io.kinsumer.core.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void theRecordFormatDependsOnRecordsOnly() {
		noClasses().that()
			.resideInAPackage(ROOT + "aggregation")
			.should()
			.dependOnClassesThat(DescribedPredicate.describe("are ours, except records",
					(type) -> type.getPackageName().startsWith(ROOT)
							&& !List.of("aggregation", "record").contains(room(type))))
			.check(CLASSES);
	}

	@Test
	void recordsAndTheRuntimeDependOnNothingOfOurs() {
		for (String bottom : List.of("record", "runtime")) {
			noClasses().that()
				.resideInAPackage(ROOT + bottom)
				.should()
				.dependOnClassesThat(DescribedPredicate.describe("are ours",
						(type) -> type.getPackageName().startsWith(ROOT) && !room(type).equals(bottom)))
				.check(CLASSES);
		}
	}

	@Test
	void theImplementationsOfTheMetadataAreKnownToNobody() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + "metadata.dynamodb", ROOT + "metadata.memory")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + "metadata.dynamodb", ROOT + "metadata.memory")
			.check(CLASSES);
	}

	private static ArchCondition<JavaClass> dependOnRoomsBelow() {
		return new ArchCondition<>("depend on rooms below only") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					String target = dependency.getTargetClass().getPackageName();
					boolean allowed = !target.startsWith(ROOT) || room(dependency.getTargetClass()).equals(room(type))
							|| ROOMS.indexOf(room(dependency.getTargetClass())) > ROOMS.indexOf(room(type));
					if (!allowed) {
						events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
					}
				}
			}

		};
	}

	private static String room(JavaClass type) {
		return type.getPackageName().substring(ROOT.length());
	}

}
