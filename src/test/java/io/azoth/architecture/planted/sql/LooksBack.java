package io.azoth.architecture.planted.sql;

import io.azoth.architecture.planted.type.LooksAhead;
import io.r2dbc.spi.Row;

/** Along the arrow, the other half of the cycle, and a driver where none is known. */
public final class LooksBack {

    LooksAhead previous;

    Object first(Row row) {
        return row.get(0);
    }
}
