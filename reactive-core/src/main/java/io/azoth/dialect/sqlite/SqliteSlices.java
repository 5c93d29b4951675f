package io.azoth.dialect.sqlite;

import io.azoth.dialect.SliceStore;
import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.sql.Sql;
import io.azoth.sql.TextStatement;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import reactor.core.publisher.Mono;

/** Rows of a temporary table, which is the connection's own: of all values that are written on it at once. */
final class SqliteSlices implements SliceStore {
    private static final TextStatement TABLE =
            Sql.text("CREATE TEMP TABLE IF NOT EXISTS azoth_slices (place INTEGER PRIMARY KEY, number INTEGER, slice)");
    private static final TextStatement OPEN = Sql.text("INSERT INTO temp.azoth_slices (number, slice) SELECT "
                    + "coalesce(max(number), 0) + 1, '' FROM temp.azoth_slices RETURNING number")
            .columns(Sql.value(0L).as("number"));
    private static final TextStatement ADD =
            Sql.text("INSERT INTO temp.azoth_slices (number, slice) VALUES (:number, :slice)");
    private static final TextStatement CLOSE = Sql.text("DELETE FROM temp.azoth_slices WHERE number = :number");
    private static final String FROM = " FROM temp.azoth_slices WHERE number = :number)";

    @Override
    public Mono<Long> open(Executor within) {
        return TABLE.runOn(within).then(OPEN.oneOn(within)).mapNotNull(row -> row.get(0, Long.class));
    }

    @Override
    public <T> Mono<Void> add(Executor within, long number, long offset, SqlType<T> type, T slice) {
        return ADD.bind("number", number)
                .bind("slice", type, slice)
                .runOn(within)
                .then();
    }

    /** Bytes become text on the way, of the same bytes where the database's text is UTF-8, and else of their digits. */
    @Override
    public <T> Expression<T> whole(long number, SqlType<T> type) {
        String text = "(SELECT group_concat(slice, '' ORDER BY place)" + FROM;
        String whole = type.kind() == SqlKind.BINARY
                ? "CASE octet_length('x') WHEN 1 THEN CAST(" + text
                        + " AS BLOB) ELSE unhex((SELECT group_concat(hex(slice), '' ORDER BY place)" + FROM + ") END"
                : text;
        return Sql.text(whole, type).bind("number", SqlTypes.BIGINT, number);
    }

    @Override
    public Mono<Void> close(Executor within, long number) {
        return CLOSE.bind("number", number).runOn(within).then();
    }
}
