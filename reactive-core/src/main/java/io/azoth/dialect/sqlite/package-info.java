/** What is different on SQLite. */
@NullMarked
@CheckReturnValue
package io.azoth.dialect.sqlite;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
