package io.azoth.jdbc;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The result of one statement: rows, a count, or rows and then a count. Consumed once. */
final class JdbcResult implements Result {

    private final ResultSource source;
    private final @Nullable Predicate<Segment> filter;

    private JdbcResult(ResultSource source, @Nullable Predicate<Segment> filter) {
        this.source = source;
        this.filter = filter;
    }

    static JdbcResult of(ResultSource source) {
        return new JdbcResult(source, null);
    }

    @Override
    public Publisher<Long> getRowsUpdated() {
        Outcome outcome = source.outcome();
        if (outcome == null || (filter != null && !filter.test(new Count(outcome.rowsUpdated())))) {
            return nothing();
        }
        return new CountMono(source, outcome.rowsUpdated());
    }

    @Override
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        if (!hasRows()) {
            return nothing();
        }
        if (filter != null) {
            return flatMap(segment -> segment instanceof RowSegment rows
                    ? Mono.fromSupplier(() -> Objects.requireNonNull(
                            mappingFunction.apply(rows.row(), rows.row().getMetadata())))
                    : Mono.empty());
        }
        return RowFlux.assembled(new RowFlux<>(source, mappingFunction));
    }

    @Override
    public <T> Publisher<T> map(Function<? super Readable, ? extends T> mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        return map((row, metadata) -> mappingFunction.apply(row));
    }

    @Override
    public Result filter(Predicate<Segment> predicate) {
        Objects.requireNonNull(predicate, "filter");
        return new JdbcResult(source, filter == null ? predicate : filter.and(predicate));
    }

    @Override
    public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        Flux<Segment> segments = segments();
        return (filter == null ? segments : segments.filter(filter))
                .concatMap(segment ->
                        Objects.requireNonNull(mappingFunction.apply(segment), "The mapping function returned null"));
    }

    private Flux<Segment> segments() {
        Flux<Segment> rows = hasRows()
                ? new RowFlux<>(source, (row, metadata) -> new DetachedRow(((JdbcRow) row).detach()))
                : Flux.empty();
        Outcome outcome = source.outcome();
        if (outcome == null) {
            return rows;
        }
        Segment count = new Count(outcome.rowsUpdated());
        return outcome.rows() == null
                ? new CountMono(source, outcome.rowsUpdated())
                        .<Segment>map(Count::new)
                        .flux()
                : rows.concatWithValues(count);
    }

    private boolean hasRows() {
        Outcome outcome = source.outcome();
        return outcome == null || outcome.rows() != null;
    }

    /** Consumes a result that has none of what was asked for. */
    private <T> Publisher<T> nothing() {
        return Flux.defer(() -> {
            if (!source.claim()) {
                return Flux.error(ResultSource.consumedTwice());
            }
            source.ended();
            return Flux.empty();
        });
    }

    private record Count(long value) implements UpdateCount {}

    private record DetachedRow(Row row) implements RowSegment {}
}
