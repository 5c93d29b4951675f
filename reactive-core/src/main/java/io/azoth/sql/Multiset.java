package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.azoth.type.TypeAdapter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rows of a correlated query as one value: a nested list, read from the JSON that the database aggregates them to.
 * Empty where there are no rows, never null. A value in it is the one that a row of its own would have, in every type; H2 makes
 * no JSON of arrays of bytes, amounts of time, or numbers that are none.
 *
 * @param query the query
 * @param type the list that its rows become
 */
public record Multiset<R>(Query query, SqlType<List<R>> type) implements Expression<List<R>> {
    /** The name by which dialects know a cell that is written so that JSON can hold every value of its type. */
    public static final String CELL = ".cell";

    static Multiset<Row> ofRows(Query query) {
        RowShape shape = new RowShape(query.resultColumns());
        return new Multiset<>(query, type(shape, row -> row));
    }

    static <R> Multiset<R> ofRecords(Query query, Class<R> record) {
        RowShape shape = new RowShape(query.resultColumns());
        return new Multiset<>(query, type(shape, row -> row.as(record)));
    }

    /** What its rows consist of. */
    public List<ResultColumn> columns() {
        return query.resultColumns();
    }

    @SuppressWarnings("unchecked")
    private static <R> SqlType<List<R>> type(RowShape shape, java.util.function.Function<Row, R> read) {
        return SqlTypes.JSON.adapted(new TypeAdapter<List<R>, String>() {
            @Override
            public Class<List<R>> javaType() {
                return (Class<List<R>>) (Class<?>) List.class;
            }

            @Override
            public String toStored(List<R> value) {
                throw new DefinitionException(ErrorCode.WRONG_TYPE, "Rows of a nested query are read, not bound");
            }

            @Override
            public List<R> fromStored(String json) {
                return new JsonRows(json, shape).read().stream().map(read).toList();
            }
        });
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(query);
    }

    @Override
    public Multiset<R> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Multiset<>(Mapped.one(f, query), type);
    }

    @Override
    public <V> V accept(ExpressionVisitor<V> visitor) {
        return visitor.multiset(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
