/**
 * Tells Spring, where it is on the class path, how to talk to SQLite. Uses Spring's R2DBC and Spring Data's R2DBC
 * modules, and nothing of ours.
 */
@NullMarked
@CheckReturnValue
package io.azoth.jdbc.sqlite.spring;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
