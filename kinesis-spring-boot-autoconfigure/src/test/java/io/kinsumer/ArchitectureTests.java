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

package io.kinsumer;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kinsumer.boot.autoconfigure.KinesisConnectionDetails;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.kinsumer.core", "io.kinsumer.spring", "io.kinsumer.boot");

	@Test
	void theEngineSeesNoSpring() {
		noClasses().that()
			.resideInAPackage("io.kinsumer.core..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "io.micrometer..", "io.kinsumer.spring..",
					"io.kinsumer.boot..")
			.check(CLASSES);
	}

	@Test
	void whatNeedsOnlySpringSeesNoBoot() {
		noClasses().that()
			.resideInAPackage("io.kinsumer.spring..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "io.kinsumer.boot..")
			.check(CLASSES);
	}

	@Test
	void packagesFormNoCycles() {
		slices().matching("io.kinsumer.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void annotationsKnowEndpointsButNoContainers() {
		noClasses().that()
			.resideInAPackage("io.kinsumer.spring.annotation")
			.should()
			.dependOnClassesThat()
			.haveSimpleName("KinsumerContainer")
			.check(CLASSES);
	}

	@Test
	void onlyOneRoomSeesMicrometerAndOneJacksonAndProtobuf() {
		noClasses().that()
			.resideOutsideOfPackages("io.kinsumer.spring.observation", "io.kinsumer.boot.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer..")
			.check(CLASSES);
		noClasses().that()
			.resideOutsideOfPackages("io.kinsumer.spring.converter", "io.kinsumer.spring.event.message",
					"io.kinsumer.boot.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("tools.jackson..", "com.google.protobuf..")
			.check(CLASSES);
		noClasses().that()
			.resideInAPackage("io.kinsumer.spring.event..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("tools.jackson.databind..", "com.google.protobuf..")
			.check(CLASSES);
	}

	@Test
	void nobodyImportsFromTheAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackages("io.kinsumer.boot.autoconfigure", "io.kinsumer.boot.testcontainers",
					"io.kinsumer.boot.docker")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.kinsumer.boot.autoconfigure")
			.check(CLASSES);
	}

	@Test
	void serviceConnectionsKnowConnectionDetailsAlone() {
		noClasses().that()
			.resideInAnyPackage("io.kinsumer.boot.testcontainers", "io.kinsumer.boot.docker")
			.should()
			.dependOnClassesThat(resideInAPackage("io.kinsumer..")
				.and(not(resideInAnyPackage("io.kinsumer.boot.testcontainers", "io.kinsumer.boot.docker")))
				.and(not(type(KinesisConnectionDetails.class))))
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsAreFinalWithoutPublicMembers() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(CLASSES);
		classes().that().areAnnotatedWith(Configuration.class).should().bePackagePrivate().check(CLASSES);
	}

}
