package io.azoth.architecture.planted.dialect.postgres;

import io.r2dbc.spi.Row;

/** Knows a driver, though it is none of the classes of a dialect that may. */
public final class PostgresTypes {

    Object first(Row row) {
        return row.get(0);
    }
}
