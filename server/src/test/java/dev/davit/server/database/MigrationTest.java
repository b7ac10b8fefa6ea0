package dev.davit.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MigrationTest {
    @Test
    void everyScriptIsListed() throws Exception {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .isEqualTo(Migration.SCRIPTS);
        }
    }

    @Test
    void aMigratedDatabaseIsSeenAsUpToDate() {
        try (var database = TestDatabase.create()) {
            assertThat(Migration.isUpToDate(database.database().dataSource())).isTrue();
        }
    }

    @Test
    void aDatabaseThatLacksAScriptIsNot() {
        try (var database = TestDatabase.create()) {
            database.jdbi().useHandle(h -> h.execute("delete from flyway_schema_history where version = '3'"));
            assertThat(Migration.isUpToDate(database.database().dataSource())).isFalse();
        }
    }
}
