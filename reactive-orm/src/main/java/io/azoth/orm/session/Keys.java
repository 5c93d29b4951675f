package io.azoth.orm.session;

import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Select;
import java.util.List;

/** Queries by primary key. */
final class Keys {
    private Keys() {}

    @SuppressWarnings("unchecked")
    static Select select(EntityMapping mapping, Object id) {
        List<?> values = mapping.keyValues(id);
        Select select = mapping.select();
        for (int i = 0; i < values.size(); i++) {
            Attribute key = mapping.key().get(i);
            select = select.where(((ColumnExpression<Object>) key.column()).eq(values.get(i)));
        }
        return select;
    }
}
