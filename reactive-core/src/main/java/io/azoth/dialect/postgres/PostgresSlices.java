package io.azoth.dialect.postgres;

import io.azoth.dialect.SliceStore;
import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.sql.Sql;
import io.azoth.sql.TextStatement;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/** A large object of the server: slices are written behind each other, and no table is made for them. */
final class PostgresSlices implements SliceStore {
    private static final TextStatement OPEN = Sql.text("SELECT CAST(lo_create(0) AS BIGINT)")
            .columns(Sql.value(0L).as("number"));
    private static final TextStatement ADD = Sql.text("SELECT lo_put(CAST(:number AS oid), :offset, :slice)");
    private static final TextStatement CLOSE = Sql.text("SELECT lo_unlink(CAST(:number AS oid))");

    @Override
    public Mono<Long> open(Executor within) {
        return OPEN.oneOn(within).mapNotNull(row -> row.get(0, Long.class));
    }

    @Override
    public <T> Mono<Void> add(Executor within, long number, long offset, SqlType<T> type, T slice) {
        byte[] bytes = slice instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) slice;
        return ADD.bind("number", number)
                .bind("offset", offset)
                .bind("slice", bytes)
                .runOn(within)
                .then();
    }

    @Override
    public <T> Expression<T> whole(long number, SqlType<T> type) {
        String whole = "lo_get(CAST(:number AS oid))";
        return Sql.text(type.kind() == SqlKind.BINARY ? whole : "convert_from(" + whole + ", 'UTF8')", type)
                .bind("number", SqlTypes.BIGINT, number);
    }

    @Override
    public Mono<Void> close(Executor within, long number) {
        return CLOSE.bind("number", number).runOn(within).then();
    }
}
