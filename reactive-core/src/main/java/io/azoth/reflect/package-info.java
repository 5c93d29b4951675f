/** The live schema, read back; may use {@code engine}. */
@NullMarked
@CheckReturnValue
package io.azoth.reflect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
