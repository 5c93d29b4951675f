package io.azoth.dialect.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Bind;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.Operator;
import io.azoth.sql.TextBytes;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;

/** Arrays are JSON documents: how the database makes them and takes them apart, in the form of {@link ArrayText}. */
final class SqliteArrays {
    private final Compilation compilation;
    private final SqlWriter out;

    SqliteArrays(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    /** An array of expressions. */
    SqlWriter array(Function<?> function) {
        for (int i = 0; i < function.arguments().size(); i++) {
            out.sql(i == 0 ? "json_array(" : ", ");
            element(function.arguments().get(i));
        }
        return out.sql(")");
    }

    /** An expression as an element: bytes as digits, truth as a word, a document as text, an array as itself. */
    void element(Expression<?> value) {
        switch (value.type().kind()) {
            case BINARY -> {
                out.sql("lower(");
                compilation.expression(TextBytes.hex(value));
                out.sql(")");
            }
            case BOOLEAN -> {
                out.sql("json(CASE ");
                compilation.expression(value);
                out.sql(" WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)");
            }
            case DECIMAL, JSON -> {
                out.sql("CAST(");
                compilation.expression(value);
                out.sql(" AS TEXT)");
            }
            case ARRAY -> {
                out.sql("json(");
                compilation.expression(value);
                out.sql(")");
            }
            default -> compilation.expression(value);
        }
    }

    /** One element, by its position from 1: positions here count from 0, and negative ones from the end. */
    SqlWriter at(Function<?> function) {
        Expression<?> array = function.arguments().get(0);
        Expression<?> position = function.arguments().get(1);
        int index = position instanceof Bind<?> bind && bind.value() instanceof Integer from1 ? from1 - 1 : -1;
        if (position instanceof Bind && index < 0) {
            return out.sql("NULL");
        }
        boolean bytes = function.type().kind() == SqlKind.BINARY;
        out.sql(bytes ? "unhex(" : "");
        compilation.operand(array, Operator.ATOM_PRECEDENCE);
        out.sql(function.type().kind() == SqlKind.ARRAY ? " -> " : " ->> ");
        if (position instanceof Bind) {
            out.bind("position", SqlTypes.INTEGER, index);
        } else {
            out.sql("(");
            compilation.operand(position, Operator.ATOM_PRECEDENCE).sql(" - 1)");
        }
        return out.sql(bytes ? ")" : "");
    }

    /** The element in a row of json_each, as a column of its type has it. */
    @CanIgnoreReturnValue
    SqlWriter rowOf(String table, SqlType<?> type) {
        boolean bytes = type.kind() == SqlKind.BINARY;
        out.sql(bytes ? "unhex(" : "").name(table).sql(".value");
        return out.sql(bytes ? ")" : "");
    }
}
