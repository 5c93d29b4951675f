package io.azoth.orm;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.azoth.type.SqlTypes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Keys and fields of all sorts. */
@Databases
class MappedTypesIT {
    private final TestDatabase database;
    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table products = Table.of(
            "products",
            metadata,
            column("code", varchar(20), primaryKey(), assigned()),
            column("in_stock", BOOLEAN, notNull()),
            column("picture", SqlTypes.BYTES));
    private final Table orders =
            Table.of("orders", metadata, column("id", BIGINT, primaryKey()), column("customer", varchar(20)));
    private final Table lines = Table.of(
            "order_lines",
            metadata,
            column("order_id", BIGINT, primaryKey(), foreignKey("orders.id")),
            column("line", INTEGER, primaryKey()),
            column("product_code", varchar(20), notNull(), foreignKey("products.code")),
            column("quantity", INTEGER));
    private final SessionFactory sessions;
    private Session session;

    abstract static class Coded {
        private String code;
    }

    static class Product extends Coded {
        boolean inStock;
        byte[] picture;
        final Many<Line> lines = new Many<>();
    }

    static class Order {
        long id;
        String customer;
        final Many<Line> lines = new Many<>();
    }

    static class Line {
        final One<Order> order = new One<>();
        final One<Product> product = new One<>();
        long orderId;
        Integer line;
        String productCode;
        Integer quantity;

        Line() {}

        Line(int line, Product product, int quantity) {
            this.line = line;
            this.product.set(product);
            this.quantity = quantity;
        }
    }

    MappedTypesIT(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(database.url());
        Mappers mappers = new Mappers();
        mappers.map(Line.class, lines);
        mappers.map(Order.class, orders)
                .hasMany("lines", Line.class, r -> r.backref("order").cascade(Cascade.ALL, Cascade.DELETE_ORPHAN));
        mappers.map(Product.class, products).hasMany("lines", Line.class, r -> r.backref("product"));
        this.sessions = SessionFactory.of(db, mappers);
    }

    @BeforeEach
    void open() {
        metadata.dropAll(db).then(metadata.createAll(db)).block(Tutorial.LIMIT);
        session = sessions.open();
    }

    @AfterEach
    void close() {
        session.clear();
        session.close().block(Tutorial.LIMIT);
        metadata.dropAll(db).block(Tutorial.LIMIT);
        db.close().block(Tutorial.LIMIT);
    }

    private static Product product(String code) {
        Product product = new Product();
        ((Coded) product).code = code;
        product.inStock = true;
        product.picture = new byte[] {1, 2, 3};
        return product;
    }

    private Order order() {
        Order order = new Order();
        order.customer = "Ann";
        order.lines.add(new Line(1, product("a"), 10));
        order.lines.add(new Line(2, product("b"), 20));
        order.lines.add(new Line(3, product("c"), 30));
        session.save(order);
        flush();
        return order;
    }

    private void flush() {
        StepVerifier.create(session.flush()).expectComplete().verify(Tutorial.LIMIT);
    }

    private List<String> stored() {
        return database.read("SELECT order_id, line, product_code, quantity FROM order_lines ORDER BY line");
    }

    @Test
    void keysAreTakenFromParentsAndSetInTheFields() {
        Order order = order();

        assertThat(order.id).isEqualTo(1);
        assertThat(order.lines.get().get(1).orderId).isEqualTo(1);
        assertThat(order.lines.get().get(1).productCode).isEqualTo("b");
        assertThat(stored()).containsExactly("1|1|a|10", "1|2|b|20", "1|3|c|30");
        StepVerifier.create(session.get(Line.class, List.of(1L, 2)))
                .expectNext(order.lines.get().get(1))
                .verifyComplete();
    }

    @Test
    void rowsOfCompositeKeysAreUpdatedAndDeleted() {
        order();
        session.clear();
        Order order = session.query(Order.class).one().block(Tutorial.LIMIT);
        List<Line> found = order.lines.load().block(Tutorial.LIMIT);
        found.get(0).quantity = 11;
        found.get(1).quantity = null;
        flush();
        assertThat(stored()).containsExactly("1|1|a|11", "1|2|b|null", "1|3|c|30");

        order.lines.remove(found.get(0));
        session.delete(found.get(2));
        flush();
        assertThat(stored()).containsExactly("1|2|b|null");
        assertThat(order.lines.get()).containsExactly(found.get(1));

        session.delete(order);
        flush();
        assertThat(stored()).isEmpty();
    }

    @Test
    void aChangeWithinAnArrayIsAChange() {
        order();
        session.clear();
        Product a = session.get(Product.class, "a").block(Tutorial.LIMIT);
        assertThat(a.picture).containsExactly(1, 2, 3);
        assertThat(a.inStock).isTrue();
        assertThat(session.isDirty()).isFalse();

        a.picture[0] = 9;
        assertThat(session.plan()).hasToString("[UPDATE Product#a (picture)]");
        flush();
        session.clear();
        assertThat(session.get(Product.class, "a").block(Tutorial.LIMIT).picture)
                .containsExactly(9, 2, 3);
    }

    @Test
    void aForeignKeyThatIsAFieldMovesTheRelation() {
        Line first = order().lines.get().get(0);
        first.productCode = "c";
        flush();

        assertThat(stored()).startsWith("1|1|c|10");
        StepVerifier.create(first.product.load())
                .assertNext(product -> assertThat(((Coded) product).code).isEqualTo("c"))
                .verifyComplete();
    }

    @Test
    void aChildThatMayNotLoseItsParentIsNamed() {
        Line first = order().lines.get().get(0);
        first.product.set(null);

        StepVerifier.create(session.flush()).verifyErrorSatisfies(error -> {
            assertThat(error)
                    .hasMessage(
                            "Line#[1, 1] loses its Product, but order_lines.product_code is NOT NULL; delete it, give "
                                    + "it to another, or let Product.lines cascade DELETE_ORPHAN");
            assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.INVALID_STATE);
        });
    }

    @Test
    void aKeyOfSeveralColumnsIsAListOfValues() {
        StepVerifier.create(session.get(Line.class, 1L))
                .verifyErrorMessage("The key of Line is 2 columns [orderId, line]; give a List of 2 values, not 1");
        StepVerifier.create(session.get(Line.class, List.of(1L, 2L)))
                .verifyErrorMessage("The key Line.line is INTEGER and takes Integer, not Long");
    }

    @Test
    void aNullInAPrimitiveFieldIsNamed() {
        database.run("INSERT INTO orders (id, customer) VALUES (7, 'x')");
        Mappers mappers = new Mappers();
        mappers.map(Quantity.class, lines).exclude("product_code");
        database.run(
                "INSERT INTO products (code, in_stock) VALUES ('a', "
                        + (database.kind().name().equals("SQLITE") ? "1" : "TRUE") + ")",
                "INSERT INTO order_lines VALUES (7, 1, 'a', NULL)");

        StepVerifier.create(SessionFactory.of(db, mappers)
                        .inSession(each -> each.query(Quantity.class).one()))
                .verifyErrorMessage("Quantity.quantity is int and cannot hold NULL; declare it as Integer");
    }

    static class Quantity {
        long orderId;
        int line;
        int quantity;
    }
}
