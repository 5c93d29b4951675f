package io.azoth.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.type.SqlType;
import org.jspecify.annotations.Nullable;

/** Where a construct of a user's own writes its SQL, part by part. */
public interface SqlParts {
    /** Fixed text of the language: never a value, never a name from input. */
    @CanIgnoreReturnValue
    SqlParts sql(String fixed);

    /** A name, quoted where the target needs it. */
    @CanIgnoreReturnValue
    SqlParts name(String name);

    /** Any expression, from-item or query, as the target writes it. */
    @CanIgnoreReturnValue
    SqlParts part(ClauseElement part);

    /** The place of a value, which travels beside the text. */
    @CanIgnoreReturnValue
    SqlParts bind(SqlType<?> type, @Nullable Object value);
}
