/** Structural emulations, one a file: a tree that the target lacks becomes an equal tree that it has; may use {@code sql}. */
@NullMarked
@CheckReturnValue
package io.azoth.compile.rewrite;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
