/** Engines, connections and transactions: running statements over R2DBC; may use {@code dialect}. */
@NullMarked
@CheckReturnValue
package io.azoth.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
