/** What a database is to the compiler and to the engine, and the look-up of dialects by name; may use {@code compile}. */
@NullMarked
@CheckReturnValue
package io.azoth.dialect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
