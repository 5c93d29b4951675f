/** One hierarchy of errors for everything that the library throws or emits; depends on nothing else of ours. */
@NullMarked
@CheckReturnValue
package io.azoth.error;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
