package io.azoth.mock;

import io.azoth.error.ErrorCode;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import reactor.core.publisher.Flux;

/** What a mock database answers to a statement: rows, a count, an error, or nothing at all. Immutable. */
public sealed interface MockAnswer permits MockRows, CannedAnswer {
    /**
     * Rows, of which there are none yet: {@code rows("user_id", "user_name").row(1, "Mary")}.
     *
     * @param names the names of the columns; a statement whose columns are known reads them by position
     */
    static MockRows rows(String... names) {
        return new MockRows(List.of(names), List.of());
    }

    /** The keys that the database has made, one a row: the answer to an INSERT that asks for them. */
    static MockRows keys(Object... keys) {
        MockRows rows = rows("key");
        for (Object key : keys) {
            rows = rows.row(key);
        }
        return rows;
    }

    /**
     * A count of changed rows.
     *
     * @param rows 0 or more
     */
    static MockAnswer count(long rows) {
        return new CannedAnswer(Flux.just(new MockResult(rows, null)));
    }

    /**
     * The database refuses the statement.
     *
     * @param code what the error shall be
     * @param message what the database says
     */
    static MockAnswer failure(ErrorCode code, String message) {
        return new CannedAnswer(Flux.error(() -> new MockFailure(code, message)));
    }

    /** The driver fails with an error of its own, which the dialect classifies. */
    static MockAnswer failure(R2dbcException error) {
        return new CannedAnswer(Flux.error(error));
    }

    /** No answer comes before the limit of a statement's time, or the end of its connection: for these, and for what is cancelled. */
    static MockAnswer never() {
        return new CannedAnswer(Flux.never());
    }
}
