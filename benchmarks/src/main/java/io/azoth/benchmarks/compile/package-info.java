/** Building and compiling statements, with no database. Uses the language and the dialects' compilers alone. */
@NullMarked
package io.azoth.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
