/** The SQLite driver beside plain JDBC and beside the usual way of wrapping JDBC. Uses the driver's public side alone. */
@NullMarked
package io.azoth.benchmarks.sqlite;

import org.jspecify.annotations.NullMarked;
