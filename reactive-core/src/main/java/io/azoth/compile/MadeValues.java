package io.azoth.compile;

import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnValue;
import io.azoth.sql.EffectStatement;
import io.azoth.sql.Insert;
import io.azoth.sql.Returning;
import io.azoth.sql.Statement;
import io.azoth.sql.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adds the values that the program makes for columns that a change does not name. */
final class MadeValues {
    private MadeValues() {}

    static Statement in(Statement statement) {
        if (statement instanceof Insert insert) {
            return in(insert);
        } else if (statement instanceof Update update && !update.assignments().isEmpty()) {
            return in(update);
        } else if (statement instanceof Returning returning) {
            Statement change = in(returning.change());
            return change == returning.change()
                    ? returning
                    : new Returning((EffectStatement) change, returning.items());
        }
        return statement;
    }

    /** An INSERT of the rows of a query stays as it is: its rows are not known. */
    static Insert in(Insert insert) {
        Map<ColumnExpression<?>, Supplier<?>> made = insert.table().madeOnInsert();
        if (made.isEmpty() || insert.query() != null) {
            return insert;
        }
        List<ColumnExpression<?>> columns = new ArrayList<>(insert.columns());
        List<Supplier<?>> suppliers = new ArrayList<>();
        made.forEach((column, supplier) -> {
            if (!columns.contains(column)) {
                columns.add(column);
                suppliers.add(supplier);
            }
        });
        if (suppliers.isEmpty()) {
            return insert;
        }
        List<List<?>> rows = new ArrayList<>();
        for (List<?> row : insert.rows().isEmpty() ? List.of(List.of()) : insert.rows()) {
            List<@Nullable Object> whole = new ArrayList<>(row);
            suppliers.forEach(supplier -> whole.add(supplier.get()));
            rows.add(whole);
        }
        return insert.rows(columns, rows);
    }

    private static Update in(Update update) {
        Update filled = update;
        for (Map.Entry<ColumnExpression<?>, Supplier<?>> made :
                update.table().madeOnUpdate().entrySet()) {
            if (!isSet(update, made.getKey())) {
                filled = filled.values(made.getKey().name(), made.getValue().get());
            }
        }
        return filled;
    }

    private static boolean isSet(Update update, ColumnExpression<?> column) {
        return update.assignments().stream().map(ColumnValue::column).anyMatch(set -> set == column);
    }
}
