/**
 * The rules of the code as tests, each beside a planted violation that shows the rule can fail. A rule is changed together
 * with an ADR in {@code docs/adr}.
 */
@NullMarked
package io.azoth.architecture;

import org.jspecify.annotations.NullMarked;
