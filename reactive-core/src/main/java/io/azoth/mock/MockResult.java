package io.azoth.mock;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One answer as a driver gives it.
 *
 * @param count how many rows it gives or has changed
 * @param rows the rows, null where it is a count alone
 */
record MockResult(long count, @Nullable MockRows rows) implements Result {
    @Override
    public Mono<Long> getRowsUpdated() {
        return Mono.just(count);
    }

    @Override
    public <T> Flux<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
        MockRows given = rows;
        if (given == null) {
            return count == 0
                    ? Flux.empty()
                    : Flux.error(() -> new ResultException(
                            ErrorCode.INVALID_STATEMENT,
                            "The statement gives rows, and the mock database was told to answer with a count; use "
                                    + "MockAnswer.rows, or keys for those of an INSERT"));
        }
        MockMetadata metadata = new MockMetadata(given.names());
        return Flux.fromIterable(given.values()).map(values -> mapping.apply(new MockRow(metadata, values), metadata));
    }

    @Override
    public <T> Flux<T> map(Function<? super Readable, ? extends T> mapping) {
        return map((row, metadata) -> mapping.apply(row));
    }

    /** Rows that are filtered out are not there; a count that is counts nothing. */
    @Override
    public Result filter(Predicate<Segment> filter) {
        MockRows given = rows;
        if (given == null) {
            return filter.test(new Changed(count)) ? this : new MockResult(0, null);
        }
        MockMetadata metadata = new MockMetadata(given.names());
        return new MockResult(count, given.where(values -> filter.test(new Given(new MockRow(metadata, values)))));
    }

    @Override
    public <T> Flux<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
        MockRows given = rows;
        if (given == null) {
            return Flux.from(mapping.apply(new Changed(count)));
        }
        MockMetadata metadata = new MockMetadata(given.names());
        return Flux.fromIterable(given.values())
                .concatMap(values -> mapping.apply(new Given(new MockRow(metadata, values))));
    }

    private record Given(Row row) implements RowSegment {}

    private record Changed(long value) implements UpdateCount {}
}
