/** A database that is none, for tests: it records what an engine sends and gives the answers that it was told. */
@NullMarked
@CheckReturnValue
package io.azoth.mock;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
