package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Insert;
import io.azoth.sql.Parameters;
import io.azoth.sql.Returning;
import io.azoth.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns sets of parameters into the rows of one INSERT, and one INSERT into as many as the target needs. */
final class InsertRows {
    private InsertRows() {}

    /** One INSERT with a row for each set of parameters; the first set decides the columns. */
    static Insert of(Insert insert, List<Parameters> parameters) {
        if (parameters.isEmpty()) {
            return insert;
        }
        if (insert.rows().size() > 1) {
            throw new CompileException(
                    ErrorCode.INVALID_STATEMENT,
                    "The INSERT INTO " + insert.table().name() + " has "
                            + insert.rows().size() + " rows of its own and takes no parameters beside them");
        }
        List<ColumnExpression<?>> columns = new ArrayList<>(insert.columns());
        List<@Nullable Object> fixed = new ArrayList<>(
                insert.rows().isEmpty() ? List.of() : insert.rows().get(0));
        List<String> names = new ArrayList<>(parameters.get(0).names());
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            ColumnExpression<?> column = insert.table().c(names.get(i));
            positions[i] = columns.indexOf(column);
            if (positions[i] < 0) {
                positions[i] = columns.size();
                columns.add(column);
                fixed.add(null);
            }
        }
        List<List<?>> rows = new ArrayList<>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            checkNames(insert, names, parameters.get(i), i + 1);
            List<@Nullable Object> row = new ArrayList<>(fixed);
            for (int n = 0; n < positions.length; n++) {
                row.set(positions[n], parameters.get(i).get(names.get(n)));
            }
            rows.add(row);
        }
        return insert.rows(columns, rows);
    }

    private static void checkNames(Insert insert, List<String> names, Parameters values, int number) {
        for (String name : names) {
            if (!values.has(name)) {
                throw new CompileException(
                        ErrorCode.MISSING_PARAMETER,
                        "A value is required for column '" + name + "' of table '"
                                + insert.table().name() + "' in row " + number
                                + ", as the first row has one; give null, or insert the rows apart");
            }
        }
        if (values.names().size() > names.size()) {
            List<String> more = new ArrayList<>(values.names());
            more.removeAll(names);
            throw new CompileException(
                    ErrorCode.UNKNOWN_PARAMETER,
                    "Row " + number + " for table '" + insert.table().name() + "' has " + more
                            + ", which the first row has not; give the same columns in every row");
        }
    }

    /** The same rows in as few statements as the target can take. */
    static List<Insert> chunks(Insert insert, Syntax syntax) {
        int size = syntax.rowsPerInsert(insert);
        List<? extends List<?>> rows = insert.rows();
        if (rows.size() <= size) {
            return List.of(insert);
        }
        List<Insert> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += size) {
            List<? extends List<?>> part = rows.subList(from, Math.min(from + size, rows.size()));
            chunks.add(insert.rows(insert.columns(), part));
        }
        return chunks;
    }

    /** The INSERT, giving back the key where the database makes it. */
    static Statement givingKeys(Insert insert) {
        ColumnExpression<?> key = insert.table().generatedKey();
        return key == null || insert.columns().contains(key) ? insert : new Returning(insert, List.of(key));
    }
}
