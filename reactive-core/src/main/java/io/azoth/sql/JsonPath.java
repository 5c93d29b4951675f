package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A part of a JSON document. Its steps are bound, or quoted as names where the target takes no binds there.
 *
 * @param document the document
 * @param steps keys of objects (String) and positions in arrays from 0 (Integer), in order; at least one
 * @param asText whether the part is given as text without quotes, not as JSON
 * @param type the type of the part
 */
public record JsonPath<T>(Expression<?> document, List<Object> steps, boolean asText, SqlType<T> type)
        implements Expression<T> {
    public JsonPath {
        steps = List.copyOf(steps);
        for (Object step : steps) {
            boolean position = step instanceof Integer number && number >= 0;
            if (!position && !(step instanceof String)) {
                throw new DefinitionException(
                        ErrorCode.INVALID_STATEMENT,
                        "A step into JSON is a key (String) or a position from 0 (Integer), not " + step);
            }
        }
        if (steps.isEmpty()) {
            throw new DefinitionException(ErrorCode.INVALID_STATEMENT, "A path into JSON has at least one step");
        }
    }

    /** The steps as bind parameters, in order. */
    public List<Bind<?>> binds() {
        List<Bind<?>> binds = new ArrayList<>(steps.size());
        for (Object step : steps) {
            binds.add(Operands.named("step", step));
        }
        return binds;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(document);
    }

    @Override
    public JsonPath<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new JsonPath<>(Mapped.one(f, document), steps, asText, type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.jsonPath(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
