/**
 * SQLite behind the R2DBC bridge: locations and options, the native session, its SQL and its types. Uses
 * {@code io.azoth.jdbc} and the SQLite JDBC driver, and nothing else of Azoth.
 */
@NullMarked
@CheckReturnValue
package io.azoth.jdbc.sqlite;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
