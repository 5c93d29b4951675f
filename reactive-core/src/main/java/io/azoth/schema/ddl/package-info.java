/** Statements that create and drop what {@code schema} describes, and the order of tables; may use {@code schema}. */
@NullMarked
@CheckReturnValue
package io.azoth.schema.ddl;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
