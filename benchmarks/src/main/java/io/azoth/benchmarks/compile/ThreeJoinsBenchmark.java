package io.azoth.benchmarks.compile;

import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;

import io.azoth.compile.SqlCompiler;
import io.azoth.dialect.Dialects;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Schema;
import io.azoth.schema.Table;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Parameters;
import io.azoth.sql.Select;
import io.azoth.type.SqlTypes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A query of four tables from fluent objects to the text and binds of PostgreSQL. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgs = "-Xmx512m")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ThreeJoinsBenchmark {
    private final MetaData metadata = new MetaData();
    private final Customers customers = new Customers(metadata);
    private final Orders orders = new Orders(metadata);
    private final Lines lines = new Lines(metadata);
    private final Products products = new Products(metadata);
    private final SqlCompiler compiler = Dialects.named("postgresql").compiler();
    private final Select built = build("Berlin", 100);

    private Select build(String city, int amount) {
        return select(customers.name, orders.id, products.title, lines.amount, count().as("n"))
                .from(customers.join(orders).join(lines).join(products))
                .where(and(
                        customers.city.eq(city),
                        or(lines.amount.gt(amount), products.title.startsWith("A")),
                        orders.id.between(1, 1_000_000)))
                .groupBy(customers.name, orders.id, products.title, lines.amount)
                .orderBy(orders.id.desc(), products.title.asc())
                .limit(20);
    }

    /** From fluent objects, as code that runs a query does each time. */
    @Benchmark
    public CompiledSql buildAndCompile() {
        return compiler.compile(build("Berlin", 100), Parameters.NONE);
    }

    /** The objects alone. */
    @Benchmark
    public Select build() {
        return build("Berlin", 100);
    }

    /** A statement that was built once. */
    @Benchmark
    public CompiledSql compile() {
        return compiler.compile(built, Parameters.NONE);
    }

    static final class Customers extends Table {
        final Column<Integer> id = column("customer_id", SqlTypes.INTEGER, Schema.primaryKey());
        final Column<String> name = column("name", SqlTypes.varchar(40));
        final Column<String> city = column("city", SqlTypes.varchar(40));

        Customers(MetaData metadata) {
            super("customers", metadata);
        }
    }

    static final class Orders extends Table {
        final Column<Integer> id = column("order_id", SqlTypes.INTEGER, Schema.primaryKey());
        final Column<Integer> customerId =
                column("customer_id", SqlTypes.INTEGER, Schema.foreignKey("customers.customer_id"));

        Orders(MetaData metadata) {
            super("orders", metadata);
        }
    }

    static final class Lines extends Table {
        final Column<Integer> id = column("line_id", SqlTypes.INTEGER, Schema.primaryKey());
        final Column<Integer> orderId = column("order_id", SqlTypes.INTEGER, Schema.foreignKey("orders.order_id"));
        final Column<Integer> productId =
                column("product_id", SqlTypes.INTEGER, Schema.foreignKey("products.product_id"));
        final Column<Integer> amount = column("amount", SqlTypes.INTEGER);

        Lines(MetaData metadata) {
            super("lines", metadata);
        }
    }

    static final class Products extends Table {
        final Column<Integer> id = column("product_id", SqlTypes.INTEGER, Schema.primaryKey());
        final Column<String> title = column("title", SqlTypes.varchar(60));

        Products(MetaData metadata) {
            super("products", metadata);
        }
    }
}
