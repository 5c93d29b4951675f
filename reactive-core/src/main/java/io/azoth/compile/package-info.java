/** From the tree to SQL text, binds and result columns in one walk; may use {@code schema} and knows no database. */
@NullMarked
@CheckReturnValue
package io.azoth.compile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
