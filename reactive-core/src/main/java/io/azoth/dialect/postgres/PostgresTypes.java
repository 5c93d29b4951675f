package io.azoth.dialect.postgres;

import io.azoth.compile.Literals;
import io.azoth.compile.TypeNames;
import io.azoth.compile.TypeText;
import io.azoth.schema.ddl.TableName;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.azoth.type.TypeShape;
import org.jspecify.annotations.Nullable;

/** The names of types on PostgreSQL. */
final class PostgresTypes extends TypeNames {
    @Override
    protected String binary(int length) {
        return "BYTEA";
    }

    @Override
    public String base(SqlType<?> type) {
        return type.kind() == SqlKind.JSON ? "JSONB" : super.base(type);
    }

    @Override
    protected String enumeration(TypeShape shape) {
        return quoted(EnumType.name(shape));
    }

    static String quoted(TableName name) {
        String own = quoted(name.name());
        return name.schema() == null ? own : quoted(name.schema()) + "." + own;
    }

    private static String quoted(String name) {
        return PostgresSyntax.IDENTIFIERS.quoted(name);
    }

    @Override
    protected String array(String element) {
        return element + "[]";
    }

    @Override
    protected @Nullable SqlType<?> read(TypeText text) {
        return switch (text.words()) {
            case "BYTEA" -> SqlTypes.BYTES;
            case "JSONB" -> SqlTypes.JSON;
            default -> super.read(text);
        };
    }

    static final class Constants extends Literals {
        @Override
        protected String bytes(String hexadecimal) {
            return "'\\x" + hexadecimal + "'";
        }
    }
}
