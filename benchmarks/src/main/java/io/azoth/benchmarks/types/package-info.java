/** What reading dates from text costs, and writing large values in slices; mains that print the tables of their pages. */
@NullMarked
package io.azoth.benchmarks.types;

import org.jspecify.annotations.NullMarked;
