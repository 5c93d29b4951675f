/** From rows to objects: assembling results and loading relations. Uses the mapping and the state. */
@NullMarked
@CheckReturnValue
package io.azoth.orm.loading;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
