package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Query;
import io.azoth.sql.SqlParts;
import io.azoth.sql.Statement;
import io.azoth.type.SqlType;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a user's own construct where the walk is. */
final class CustomParts implements SqlParts {
    private final Compilation compilation;

    CustomParts(Compilation compilation) {
        this.compilation = compilation;
    }

    @Override
    @CanIgnoreReturnValue
    public SqlParts sql(String fixed) {
        compilation.out().sql(fixed);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public SqlParts name(String name) {
        compilation.out().name(name);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public SqlParts part(ClauseElement part) {
        if (part instanceof Expression<?> expression) {
            compilation.expression(expression);
        } else if (part instanceof FromItem from) {
            compilation.from(from);
        } else if (part instanceof Query query) {
            compilation.query(query);
        } else {
            compilation.statement((Statement) part);
        }
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public SqlParts bind(SqlType<?> type, @Nullable Object value) {
        compilation.out().bind("param", type, value);
        return this;
    }
}
