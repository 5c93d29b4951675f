/** The immutable read model of a mapping: attributes, links, property access. Uses the orm package and reactive-core. */
@NullMarked
@CheckReturnValue
package io.azoth.orm.mapping;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
