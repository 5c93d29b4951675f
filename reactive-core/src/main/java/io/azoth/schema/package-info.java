/** Tables, columns, keys and the metadata that holds them; may use {@code sql}. */
@NullMarked
@CheckReturnValue
package io.azoth.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
