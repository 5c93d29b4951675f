package io.azoth.jdbc;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A result without the segments that a predicate leaves out; the predicate is asked as they come. */
final class FilteredResult implements Result {

    private final JdbcResult result;
    private final Predicate<Segment> filter;

    FilteredResult(JdbcResult result, Predicate<Segment> filter) {
        this.result = result;
        this.filter = filter;
    }

    @Override
    public Publisher<Long> getRowsUpdated() {
        Outcome outcome = result.outcome();
        if (outcome == null) {
            return result.nothing();
        }
        return Flux.defer(() ->
                filter.test(new JdbcResult.Count(outcome.rowsUpdated())) ? result.getRowsUpdated() : result.nothing());
    }

    @Override
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mappingFunction) {
        Arguments.require(mappingFunction, "The mapping function");
        return result.hasRows()
                ? flatMap(segment -> segment instanceof RowSegment rows
                        ? Mono.fromSupplier(() -> Objects.requireNonNull(
                                mappingFunction.apply(rows.row(), rows.row().getMetadata()),
                                "The mapping function returned null"))
                        : Mono.empty())
                : result.nothing();
    }

    @Override
    public <T> Publisher<T> map(Function<? super Readable, ? extends T> mappingFunction) {
        Arguments.require(mappingFunction, "The mapping function");
        return map((row, metadata) -> mappingFunction.apply(row));
    }

    @Override
    public Result filter(Predicate<Segment> predicate) {
        return new FilteredResult(result, filter.and(Arguments.require(predicate, "The filter")));
    }

    @Override
    public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mappingFunction) {
        return JdbcResult.mapped(result.segments().filter(filter), mappingFunction);
    }
}
