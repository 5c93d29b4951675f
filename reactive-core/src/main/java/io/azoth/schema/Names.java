package io.azoth.schema;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.TableName;

/** Checks of names. What is an odd but possible name is quoted later; what no database takes is refused here. */
final class Names {
    private Names() {}

    static TableName table(String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            return TableName.of(check(path, "table"));
        }
        return new TableName(check(path.substring(0, dot), "schema"), check(path.substring(dot + 1), "table"));
    }

    @CanIgnoreReturnValue
    static String check(String name, String what) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new DefinitionException(
                    ErrorCode.INVALID_NAME, "The name of a " + what + " is not blank and has no NUL character");
        }
        return name;
    }
}
