package io.azoth.architecture.planted.dialect.h2;

import io.azoth.architecture.planted.dialect.postgres.PostgresTypes;
import io.r2dbc.spi.Row;

/** Knows another dialect. That it knows a driver is a catalog's right. */
public final class H2Catalog {

    PostgresTypes neighbour;

    Object first(Row row) {
        return row.get(0);
    }
}
