/** The tutorial as tests: what a newcomer sees, on every database. */
@NullMarked
package io.azoth.acceptance;

import org.jspecify.annotations.NullMarked;
