package io.azoth.dialect.postgres;

import io.azoth.schema.ddl.TableName;
import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.TypeShape;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TYPE and DROP TYPE of an enum, which come with the tables that have it.
 *
 * @param name its name
 * @param labels its values in order; empty to drop it
 * @param lenient whether one that exists, or that others still have, is left as it is
 */
record EnumType(TableName name, List<String> labels, boolean lenient) implements DdlStatement {
    @Override
    public @Nullable Executor boundTo() {
        return null;
    }

    /** The name of an enum's type, with its schema before a dot where it is in one. */
    static TableName name(TypeShape shape) {
        String path = Objects.requireNonNullElse(shape.name(), "");
        int dot = path.lastIndexOf('.');
        return dot < 0 ? TableName.of(path) : new TableName(path.substring(0, dot), path.substring(dot + 1));
    }

    /** The enum that a type or the elements of an array are, or null. */
    static @Nullable TypeShape shape(SqlType<?> type) {
        SqlType<?> element = type.shape().element();
        if (element != null) {
            return shape(element);
        }
        return type.kind() == SqlKind.ENUM ? type.shape() : null;
    }
}
