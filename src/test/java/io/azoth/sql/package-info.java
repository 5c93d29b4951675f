/** The language on the three databases: the text of each construct, and the rows that it gives. */
@NullMarked
@CheckReturnValue
package io.azoth.sql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
