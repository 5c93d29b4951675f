/** The object mapper: what a user imports. Uses the public API of reactive-core. */
@NullMarked
@CheckReturnValue
package io.azoth.orm;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
