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

/** The result of one statement: rows, a count, or rows and then a count. Consumed once. */
final class JdbcResult extends ResultSource implements Result {

    JdbcResult(ExecuteSubscription owner, Command command, @Nullable Object[] values, @Nullable Outcome outcome) {
        super(owner, command, values, outcome);
    }

    @Override
    public Publisher<Long> getRowsUpdated() {
        Outcome outcome = outcome();
        return outcome == null ? nothing() : new CountMono(this, outcome.rowsUpdated());
    }

    @Override
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mappingFunction) {
        Arguments.require(mappingFunction, "The mapping function");
        return hasRows() ? RowFlux.assembled(new RowFlux<>(this, mappingFunction)) : nothing();
    }

    @Override
    public <T> Publisher<T> map(Function<? super Readable, ? extends T> mappingFunction) {
        Arguments.require(mappingFunction, "The mapping function");
        return map((row, metadata) -> mappingFunction.apply(row));
    }

    @Override
    public Result filter(Predicate<Segment> predicate) {
        return new FilteredResult(this, Arguments.require(predicate, "The filter"));
    }

    @Override
    public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mappingFunction) {
        return mapped(segments(), mappingFunction);
    }

    static <T> Publisher<T> mapped(
            Flux<Segment> segments, Function<Segment, ? extends Publisher<? extends T>> mappingFunction) {
        Arguments.require(mappingFunction, "The mapping function");
        return segments.concatMap(segment ->
                Objects.requireNonNull(mappingFunction.apply(segment), "The mapping function returned null"));
    }

    Flux<Segment> segments() {
        Flux<Segment> rows = hasRows()
                ? new RowFlux<>(this, (row, metadata) -> new DetachedRow(((JdbcRow) row).detach()))
                : Flux.empty();
        Outcome outcome = outcome();
        if (outcome == null) {
            return rows;
        }
        return outcome.rows() == null
                ? new CountMono(this, outcome.rowsUpdated())
                        .<Segment>map(Count::new)
                        .flux()
                : rows.concatWithValues(new Count(outcome.rowsUpdated()));
    }

    boolean hasRows() {
        Outcome outcome = outcome();
        return outcome == null || outcome.rows() != null;
    }

    /** Consumes a result that has none of what was asked for. */
    <T> Flux<T> nothing() {
        return Flux.defer(() -> {
            if (!claim()) {
                return Flux.error(consumedTwice());
            }
            ended();
            return Flux.empty();
        });
    }

    /** How many rows a statement changed, as one segment of its result. */
    record Count(long value) implements UpdateCount {}

    private record DetachedRow(Row row) implements RowSegment {}
}
