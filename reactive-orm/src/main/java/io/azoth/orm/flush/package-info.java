/** From changed objects to ordered statements: the unit of work. Uses the mapping and the state. */
@NullMarked
@CheckReturnValue
package io.azoth.orm.flush;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
