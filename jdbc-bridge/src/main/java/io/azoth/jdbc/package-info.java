/**
 * R2DBC over an embedded database that is reached through JDBC: connections with a worker thread each, statements,
 * results and rows. What differs between databases is behind {@link io.azoth.jdbc.Database}. Uses R2DBC, Reactor and
 * nothing else of Azoth.
 */
@NullMarked
@CheckReturnValue
package io.azoth.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
