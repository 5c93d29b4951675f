/** An R2DBC driver over JDBC. Uses nothing else of Azoth. */
@NullMarked
@CheckReturnValue
package io.azoth.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
