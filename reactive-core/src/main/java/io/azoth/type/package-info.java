/** SQL types as values that know their Java class; may use {@code error}. */
@NullMarked
@CheckReturnValue
package io.azoth.type;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
