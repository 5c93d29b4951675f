package io.azoth.engine;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Select;
import io.azoth.sql.TextStatement;
import io.azoth.testkit.TestDatabase;

/** A table of as many rows as a test needs. */
final class Numbers extends Table {
    final Column<Integer> id = column("id", INTEGER, primaryKey());
    final Column<String> name = column("name", varchar(40));
    final Column<Long> tenfold = column("tenfold", BIGINT);

    Numbers() {
        super("numbers", new MetaData());
    }

    void fill(TestDatabase database, int count) {
        database.run(
                "CREATE TABLE IF NOT EXISTS numbers (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40), tenfold BIGINT)",
                "DELETE FROM numbers",
                "INSERT INTO numbers WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count
                        + ") SELECT i, 'number ' || i, i * 10 FROM n");
    }

    /** Rows without end, the first of them at once. */
    TextStatement endless(TestDatabase database) {
        return switch (database.kind()) {
            case H2 -> text("SELECT x FROM SYSTEM_RANGE(1, 1000000000000)");
            default -> text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n");
        };
    }

    Select upTo(int limit) {
        return select().where(id.le(limit)).orderBy(id);
    }
}
