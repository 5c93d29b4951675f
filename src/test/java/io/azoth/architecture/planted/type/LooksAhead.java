package io.azoth.architecture.planted.type;

import io.azoth.architecture.planted.sql.LooksBack;

/** Against the arrow, and half of a cycle. */
public final class LooksAhead {

    LooksBack next = new LooksBack();
}
