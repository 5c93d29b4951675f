/** What tests over several databases share: the databases, log capture, leak checks. */
@NullMarked
@CheckReturnValue
package io.azoth.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
