package io.azoth.orm.session;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.state.SessionState;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import org.jspecify.annotations.Nullable;

/** Conditions by the names of attributes and relations. */
final class Criteria {
    private Criteria() {}

    static Expression<Boolean> equal(SessionState state, EntityMapping mapping, String name, @Nullable Object value) {
        Attribute attribute = mapping.find(name);
        if (attribute != null && attribute.hasField()) {
            return equal(mapping.name() + "." + name, attribute, value);
        }
        for (Link link : mapping.links()) {
            if (link.one() != null && link.one().name().equals(name)) {
                return equal(
                        mapping.name() + "." + name,
                        link.foreignKey(),
                        value == null ? null : state.require(value).presentKey());
            }
        }
        throw new OrmException(
                ErrorCode.UNKNOWN_ATTRIBUTE,
                "Class " + mapping.name() + " has no attribute '" + name + "'; it has " + mapping.attributeNames());
    }

    @SuppressWarnings("unchecked")
    private static Expression<Boolean> equal(String where, Attribute attribute, @Nullable Object value) {
        Class<?> expected = attribute.column().type().javaType();
        if (value != null && !expected.isInstance(value)) {
            throw new OrmException(
                    ErrorCode.WRONG_TYPE,
                    where + " is " + attribute.column().type() + " and takes " + expected.getSimpleName() + ", not "
                            + value.getClass().getSimpleName());
        }
        return ((ColumnExpression<Object>) attribute.column()).eq(value);
    }
}
