/** What is different on PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.azoth.dialect.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
