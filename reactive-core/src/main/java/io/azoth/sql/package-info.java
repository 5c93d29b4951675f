/** The SQL language as an immutable tree of plain Java values, and the small interfaces through which a statement runs itself; may use {@code type} and {@code error}, and knows no R2DBC type. */
@NullMarked
@CheckReturnValue
package io.azoth.sql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
