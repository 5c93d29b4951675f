/** What a session knows of its objects: identity map, snapshots, links between objects. Uses the mapping. */
@NullMarked
@CheckReturnValue
package io.azoth.orm.state;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
