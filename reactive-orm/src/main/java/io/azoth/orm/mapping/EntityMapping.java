package io.azoth.orm.mapping;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.schema.Table;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Row;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mapped class as sessions see it. Immutable once the mappings are compiled, for any thread. */
public final class EntityMapping {
    private final Class<?> type;
    private final Table table;
    private final int position;
    private final Attribute[] attributes;
    private final List<Attribute> attributeList;
    private final List<Attribute> key;
    private final @Nullable Attribute generatedKey;
    private final Instantiator instantiator;
    private final ObjectFields fields;
    private final Select select;
    private final List<Link> links = new ArrayList<>();
    private final List<Link> collections = new ArrayList<>();
    private int rank;
    private int component;

    EntityMapping(Class<?> type, Table table, int position, Attribute[] attributes, Instantiator instantiator) {
        this.type = type;
        this.table = table;
        this.position = position;
        this.attributes = attributes;
        this.instantiator = instantiator;
        this.fields = new ObjectFields(attributes);
        this.attributeList = List.of(attributes);
        this.key = attributeList.stream()
                .filter(attribute -> attribute.column().isPrimaryKey())
                .toList();
        this.generatedKey = Arrays.stream(attributes)
                .filter(attribute -> attribute.column() == table.generatedKey())
                .findFirst()
                .orElse(null);
        this.select = attributes.length == table.columns().size()
                ? Select.of(table)
                : Select.of(Arrays.stream(attributes).map(Attribute::column).toArray(SelectItem[]::new));
    }

    /** The class. */
    public Class<?> type() {
        return type;
    }

    /** The class's short name, for messages. */
    public String name() {
        return type.getSimpleName();
    }

    /** The table. */
    public Table table() {
        return table;
    }

    /** Its place among the mappings, in order of definition. */
    public int position() {
        return position;
    }

    /** Tables that this one refers to have lower ranks, but for those that refer back to it. */
    public int rank() {
        return rank;
    }

    /** The same for mappings whose tables refer to each other. */
    public int component() {
        return component;
    }

    /** The number of attributes. */
    public int size() {
        return attributes.length;
    }

    /** An attribute by position. */
    public Attribute attribute(int index) {
        return attributes[index];
    }

    /** All attributes in order. */
    public List<Attribute> attributes() {
        return attributeList;
    }

    /** The attributes of the primary key. */
    public List<Attribute> key() {
        return key;
    }

    /** The columns of the primary key. */
    public List<? extends ColumnExpression<?>> keyColumns() {
        return key.stream().map(Attribute::column).toList();
    }

    /** The key that the database makes, or null. */
    public @Nullable Attribute generatedKey() {
        return generatedKey;
    }

    /** SELECT of all attributes, in order. */
    public Select select() {
        return select;
    }

    /** The foreign keys of its table that relations follow. */
    public List<Link> links() {
        return links;
    }

    /** The links whose parents it has a {@link io.azoth.orm.Many} for. */
    public List<Link> collections() {
        return collections;
    }

    /** A new object of a row's values in order of the attributes, which stay as they are. */
    public Object make(@Nullable Object[] row) {
        Object made = instantiator.make();
        fields.fill(made, row);
        return made;
    }

    /** Whether an object's fields hold the values of a row. */
    public boolean isAsIn(@Nullable Object[] row, Object object) {
        return fields.hold(object, row);
    }

    /** The key of a row: the value, or a list of values where there are several. */
    public Object keyOf(Row row) {
        if (key.size() == 1) {
            return present(row.get(key.get(0).index()));
        }
        List<Object> values = new ArrayList<>(key.size());
        for (Attribute part : key) {
            values.add(present(row.get(part.index())));
        }
        return values;
    }

    /** The key of values in order of the attributes; null where a part of it is unset. */
    public @Nullable Object keyOf(@Nullable Object[] values) {
        if (key.size() == 1) {
            Object value = values[key.get(0).index()];
            return key.get(0) == generatedKey && key.get(0).isUnset(value) ? null : value;
        }
        List<Object> parts = new ArrayList<>(key.size());
        for (Attribute part : key) {
            Object value = values[part.index()];
            if (value == null) {
                return null;
            }
            parts.add(value);
        }
        return parts;
    }

    /** The values of a key in order of its attributes. */
    public List<?> keyValues(Object id) {
        return key.size() == 1 ? List.of(id) : (List<?>) id;
    }

    /**
     * Checks that a value can be a key of this class.
     *
     * @throws OrmException if it is of another class, or has another number of parts
     */
    public void checkKey(Object id) {
        List<?> parts = id instanceof List<?> list && key.size() > 1 ? list : List.of(id);
        if (parts.size() != key.size()) {
            throw new OrmException(
                    ErrorCode.WRONG_TYPE,
                    "The key of " + name() + " is " + keyColumns().size() + " columns " + key() + "; give a List of "
                            + key.size() + " values, not " + id);
        }
        for (int i = 0; i < key.size(); i++) {
            Class<?> expected = key.get(i).column().type().javaType();
            if (!expected.isInstance(parts.get(i))) {
                throw new OrmException(
                        ErrorCode.WRONG_TYPE,
                        "The key " + name() + "." + key.get(i) + " is "
                                + key.get(i).column().type() + " and takes "
                                + expected.getSimpleName() + ", not "
                                + parts.get(i).getClass().getSimpleName());
            }
        }
    }

    /** The attribute of a field name, or null. */
    public @Nullable Attribute find(String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(attributeName)) {
                return attribute;
            }
        }
        return null;
    }

    /** The names of attributes and relations, for messages. */
    public List<String> attributeNames() {
        List<String> names = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.hasField()) {
                names.add(attribute.name());
            }
        }
        for (Link link : links) {
            if (link.one() != null) {
                names.add(link.one().name());
            }
        }
        return names;
    }

    /** Whether no relation begins or ends at this class. */
    public boolean isAlone() {
        return links.isEmpty() && collections.isEmpty();
    }

    /** The key that stands in the fields of an object; null where a part of it is null or has no field. */
    public @Nullable Object keyIn(Object object) {
        List<Object> parts = new ArrayList<>(key.size());
        for (Attribute part : key) {
            Object value = part.read(object);
            if (value == null) {
                return null;
            }
            parts.add(value);
        }
        return parts.size() == 1 ? parts.get(0) : parts;
    }

    void order(int newRank, int newComponent) {
        rank = newRank;
        component = newComponent;
    }

    private Object present(@Nullable Object value) {
        if (value == null) {
            throw new OrmException(
                    ErrorCode.INVALID_STATE, "A row of '" + table + "' has no key; a mapped table's key is never NULL");
        }
        return value;
    }

    @Override
    public String toString() {
        return name() + " on " + table;
    }
}
