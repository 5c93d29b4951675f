package io.azoth.benchmarks.workload;

import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;

/** The table of users. */
final class Users extends Table {
    final Column<Integer> userId = column("user_id", INTEGER, primaryKey());
    final Column<String> userName = column("user_name", varchar(40));
    final Column<String> password = column("password", varchar(10));

    Users(MetaData metadata, String name) {
        super(name, metadata);
    }
}
