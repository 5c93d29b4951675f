package io.azoth.schema;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultSql;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.unique;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.REAL;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.character;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import java.util.List;
import java.util.UUID;

/** Two tables with one of everything that all databases have. */
final class OrdersAndItems {
    private OrdersAndItems() {}

    @CanIgnoreReturnValue
    static Table orders(MetaData metadata) {
        return Table.of(
                "orders",
                metadata,
                column("region", varchar(2)),
                column("number", BIGINT),
                column("placed", DATE, notNull()),
                column("total", numeric(12, 3), notNull(), defaultValue(0)),
                column("open", BOOLEAN, notNull(), defaultValue(true)),
                column("note", TEXT, defaultValue("it's; \\new\\")),
                column("changed", TIMESTAMP, defaultSql("CURRENT_TIMESTAMP")),
                primaryKey("region", "number"),
                index("orders_placed", "placed").descending("total"));
    }

    @CanIgnoreReturnValue
    static Table items(MetaData metadata) {
        return Table.of(
                "items",
                metadata,
                column("item_id", INTEGER, primaryKey()),
                column("region", varchar(2)),
                column("number", BIGINT),
                column("up", INTEGER, foreignKey("items.item_id").onDelete(Action.SET_NULL)),
                column("code", character(8), unique()),
                column("a", SMALLINT),
                column("b", REAL),
                column("c", DOUBLE, defaultValue(1.5)),
                column("d", NUMERIC),
                column("e", BYTES),
                column("f", TIME),
                column("g", TIMESTAMP_TZ),
                column("h", UUID),
                column("i", JSON),
                check("a > 0"),
                foreignKey(List.of("region", "number"), "orders", List.of("region", "number"))
                        .onDelete(Action.CASCADE)
                        .onUpdate(Action.CASCADE),
                index("items_code", "code", "a").unique());
    }
}
