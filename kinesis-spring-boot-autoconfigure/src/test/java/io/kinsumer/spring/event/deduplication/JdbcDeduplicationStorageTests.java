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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.kinsumer.spring.event.DatabaseWithoutTimes;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How rows of the database are forgotten.
 */
@ExtendWith(OutputCaptureExtension.class)
class JdbcDeduplicationStorageTests {

	private static final String MYSQL = ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

	private final JdbcDataSource database = new JdbcDataSource();

	private final DataSource withoutTimes = new DatabaseWithoutTimes(this.database);

	private final JdbcTemplate jdbc = new JdbcTemplate(this.withoutTimes);

	private final JdbcDeduplicationStorage storage = new JdbcDeduplicationStorage(this.jdbc,
			new DataSourceTransactionManager(this.withoutTimes));

	private void create(String platform, String mode) {
		this.database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + mode);
		new ResourceDatabasePopulator(
				new ClassPathResource("schema-" + platform + ".sql", JdbcDeduplicationStorage.class))
			.execute(this.database);
	}

	private DeduplicationClaim handle(String id) throws Exception {
		return this.storage.inTransaction(() -> Stages.await(this.storage.claim("shop", id)));
	}

	private void age(String id, int minutes) {
		this.jdbc.update("UPDATE KINESIS_DEDUPLICATION SET HANDLED_AT = DATEADD(MINUTE, ?, CURRENT_TIMESTAMP) "
				+ "WHERE MESSAGE_ID = ?", -minutes, id);
	}

	@ParameterizedTest
	@CsvSource({ "h2, ''", "mysql, '" + MYSQL + "'" })
	void whatWasHandledBeforeTheWindowIsForgotten(String platform, String mode) throws Exception {
		create(platform, mode);
		for (String id : List.of("old", "young", "new")) {
			assertThat(handle(id)).isInstanceOf(DeduplicationClaim.New.class);
		}
		age("old", 61);
		age("young", 59);
		assertThat(this.storage.forgetOlderThan(Duration.ofHours(1))).isOne();
		assertThat(handle("young")).isInstanceOf(DeduplicationClaim.Duplicate.class);
		assertThat(handle("new")).isInstanceOf(DeduplicationClaim.Duplicate.class);
		assertThat(handle("old")).isInstanceOf(DeduplicationClaim.New.class);
		age("young", 60 * 24 * 400);
		assertThat(this.storage.forgetOlderThan(Duration.ofDays(399))).isOne();
	}

	@Test
	void aCleanupSurvivesAnOutage(CapturedOutput output) throws Exception {
		create("h2", "");
		handle("old");
		age("old", 120);
		DeduplicationCleanup cleanup = new DeduplicationCleanup(this.storage, Duration.ofHours(1));
		String url = this.database.getURL();
		this.database.setURL("jdbc:h2:mem:gone;IFEXISTS=TRUE");
		cleanup.cleanUp();
		assertThat(output).containsOnlyOnce("could not be forgotten");
		this.database.setURL(url);
		cleanup.cleanUp();
		assertThat(this.jdbc.queryForList("SELECT * FROM KINESIS_DEDUPLICATION")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "PT1S, PT1M", "PT30M, PT3M", "P7D, PT1H" })
	void itIsDoneFromTimeToTime(Duration window, Duration pause) {
		assertThat(new DeduplicationCleanup(this.storage, window).pause()).isEqualTo(pause);
	}

	@Test
	void aCleanupIsStartedAgain() {
		DeduplicationCleanup cleanup = new DeduplicationCleanup(this.storage, Duration.ofHours(1));
		for (int i = 0; i < 2; i++) {
			cleanup.start();
			assertThat(cleanup.isRunning()).isTrue();
			cleanup.stop();
			assertThat(cleanup.isRunning()).isFalse();
		}
	}

}
