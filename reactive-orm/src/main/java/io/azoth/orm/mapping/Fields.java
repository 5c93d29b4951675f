package io.azoth.orm.mapping;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.schema.Column;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a class and of those that it extends, by name; read once, when mappings are compiled. */
final class Fields {
    private final Class<?> type;
    private final Map<String, Field> byName = new LinkedHashMap<>();

    Fields(Class<?> type) {
        this.type = type;
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    byName.putIfAbsent(field.getName(), field);
                }
            }
        }
    }

    /** The field that a column finds by its name, or null. */
    @Nullable
    Field forColumn(String column) {
        Field exact = byName.get(camelCase(column));
        if (exact == null) {
            exact = byName.get(column);
        }
        if (exact == null) {
            String plain = plain(column);
            for (Field field : byName.values()) {
                if (plain(field.getName()).equals(plain)) {
                    return field;
                }
            }
        }
        return exact;
    }

    /** A field that a mapping names. */
    Field named(String name) {
        Field field = byName.get(name);
        if (field == null) {
            throw invalid("Class " + type.getSimpleName() + " has no field '" + name + "'; it has " + byName.keySet());
        }
        return field;
    }

    /** A final field that holds a relation to a class. */
    Property holder(String name, Class<?> holderType, Class<?> target) {
        Field field = named(name);
        String where = type.getSimpleName() + "." + name;
        if (field.getType() != holderType) {
            throw invalid(
                    "Field " + where + " is " + field.getType().getSimpleName() + "; a relation of this kind is a "
                            + "field of type " + holderType.getSimpleName() + "<" + target.getSimpleName() + ">");
        }
        if (!Modifier.isFinal(field.getModifiers())) {
            throw invalid(
                    "Field " + where + " must be final: its " + holderType.getSimpleName() + " is the relation itself");
        }
        if (field.getGenericType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> argument
                && !argument.isAssignableFrom(target)) {
            throw invalid("Field " + where + " holds " + argument.getSimpleName() + ", but the relation is to "
                    + target.getSimpleName());
        }
        return Property.readOnly(field);
    }

    /** A field that holds the values of a column. */
    Property value(Field field, Column<?> column) {
        String where = type.getSimpleName() + "." + field.getName();
        Class<?> holds = MethodType.methodType(field.getType()).wrap().returnType();
        if (!holds.isAssignableFrom(column.type().javaType())) {
            throw invalid("Field " + where + " is " + field.getType().getSimpleName() + ", but column "
                    + column.table().name() + "." + column.name() + " is " + column.type() + " and holds "
                    + column.type().javaType().getSimpleName());
        }
        if (Modifier.isFinal(field.getModifiers())) {
            throw invalid("Field " + where + " is final and cannot be loaded from column "
                    + column.table().name() + "." + column.name());
        }
        return Property.of(field);
    }

    static OrmException invalid(String message) {
        return new OrmException(ErrorCode.INVALID_MAPPING, message);
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder(column.length());
        boolean upper = false;
        for (char c : column.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '_') {
                upper = name.length() > 0;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
