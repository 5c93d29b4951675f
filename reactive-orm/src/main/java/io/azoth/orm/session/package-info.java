/** What implements the session: wires state, loading and flush to a connection. Uses all of them. */
@NullMarked
@CheckReturnValue
package io.azoth.orm.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
