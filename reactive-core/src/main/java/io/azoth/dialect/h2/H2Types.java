package io.azoth.dialect.h2;

import io.azoth.compile.Literals;
import io.azoth.compile.TypeNames;
import io.azoth.compile.TypeText;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The names of types on H2, where NUMERIC and TIME without precision have no digits behind the point. */
final class H2Types extends TypeNames {
    private static final int LONGEST = 1_000_000_000;

    @Override
    protected String text() {
        return "VARCHAR";
    }

    @Override
    protected String binary(int length) {
        return length == 0 ? "VARBINARY" : "VARBINARY(" + length + ")";
    }

    @Override
    public String base(SqlType<?> type) {
        return switch (type.kind()) {
            case DECIMAL -> "DECFLOAT";
            case INTERVAL -> "INTERVAL DAY(18) TO SECOND(6)"; // without numbers it keeps 99 days
            case TIME -> "TIME(6)"; // without a number it keeps whole seconds
            default -> super.base(type);
        };
    }

    @Override
    public String column(SqlType<?> type) {
        int length = type.shape().length();
        return type.kind() == SqlKind.DECIMAL && length > 0
                ? "NUMERIC(" + length + ", " + type.shape().scale() + ")"
                : super.column(type);
    }

    @Override
    protected @Nullable SqlType<?> read(TypeText text) {
        boolean longest = text.number(0) >= LONGEST;
        return switch (text.words()) {
            case "CHARACTER VARYING" -> longest ? SqlTypes.TEXT : super.read(text);
            case "BINARY VARYING" -> longest ? SqlTypes.BYTES : super.read(text);
            case "CHARACTER LARGE OBJECT" -> SqlTypes.TEXT;
            case "BINARY LARGE OBJECT" -> SqlTypes.BYTES;
            case "DECFLOAT" -> SqlTypes.NUMERIC;
            case "INTERVAL DAY TO SECOND(6)" -> SqlTypes.INTERVAL;
            default -> super.read(text);
        };
    }

    /** The driver cuts a text at its semicolons, wherever they stand. */
    static final class Constants extends Literals {
        @Override
        protected String interval(Duration amount) {
            return super.interval(amount) + "(18, 6)";
        }

        /** A document is one by its type alone: text would become a string in a document. */
        @Override
        public String of(SqlType<?> type, @Nullable Object value) {
            return type.kind() == SqlKind.JSON && value instanceof String document
                    ? "JSON " + text(document)
                    : super.of(type, value);
        }

        @Override
        public String text(String value) {
            String quoted = super.text(value);
            return value.indexOf(';') < 0
                    ? quoted
                    : "U&" + quoted.replace("\\", "\\\\").replace(";", "\\003b");
        }
    }
}
