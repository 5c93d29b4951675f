package io.azoth.dialect;

import io.azoth.compile.SqlCompiler;
import org.jspecify.annotations.Nullable;

/**
 * A database: how its SQL is written, how its driver is used, how its catalog is read. Found by name through {@link
 * Dialects}; stateless and safe for any thread.
 */
public interface Dialect {
    /** The name, as the driver's metadata gives it in lower case: {@code postgresql}, {@code h2}, {@code sqlite}. */
    String name();

    /** From statements to SQL text; needs no database. */
    SqlCompiler compiler();

    /** How values are bound and read, errors classified and connections prepared through the R2DBC driver. */
    DriverBinding driver();

    /** How the live database is read. */
    Catalog catalog();

    /** Where slices of a large value wait, or null where appending them one by one costs no more. */
    default @Nullable SliceStore slices() {
        return null;
    }
}
