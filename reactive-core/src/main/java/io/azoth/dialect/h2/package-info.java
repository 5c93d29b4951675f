/** What is different on H2. */
@NullMarked
@CheckReturnValue
package io.azoth.dialect.h2;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
