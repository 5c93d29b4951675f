/** What goes wrong: one hierarchy with codes and the statement at fault. Uses nothing else of Azoth. */
@NullMarked
@CheckReturnValue
package io.azoth.error;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
