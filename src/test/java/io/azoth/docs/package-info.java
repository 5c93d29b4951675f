/** That what the documents say is what the code does. */
@NullMarked
package io.azoth.docs;

import org.jspecify.annotations.NullMarked;
