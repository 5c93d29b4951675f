package io.azoth.jdbc;

import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.RowMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The columns of a result. Names are found whatever their case; of two equal names the first. Thread-safe. */
final class JdbcRowMetadata implements RowMetadata {

    private final Column[] columns;
    private volatile @Nullable Map<String, Integer> indexes;
    private volatile @Nullable List<ColumnMetadata> metadatas;

    JdbcRowMetadata(List<Column> columns) {
        this.columns = columns.toArray(new Column[0]);
    }

    int size() {
        return columns.length;
    }

    Column column(int index) {
        checkIndex(index);
        return columns[index];
    }

    private void checkIndex(int index) {
        if (index < 0 || index >= columns.length) {
            throw new IndexOutOfBoundsException(
                    "Column index " + index + " is out of range: the row has " + columns.length + " columns");
        }
    }

    int index(String name) {
        Integer index = find(name);
        if (index == null) {
            throw new NoSuchElementException("No column is named '" + name + "'. The columns are " + names());
        }
        return index;
    }

    private @Nullable Integer find(String name) {
        Arguments.require(name, "The name of a column");
        Map<String, Integer> known = indexes;
        if (known == null) {
            known = buildIndexes();
            indexes = known;
        }
        Integer index = known.get(name);
        return index != null ? index : known.get(name.toLowerCase(Locale.ROOT));
    }

    private Map<String, Integer> buildIndexes() {
        Map<String, Integer> built = new HashMap<>(columns.length * 4);
        for (int i = 0; i < columns.length; i++) {
            built.putIfAbsent(columns[i].name().toLowerCase(Locale.ROOT), i);
        }
        for (Column column : columns) { // the spelling of the column too, so that a look-up need not change its case
            Integer first = built.get(column.name().toLowerCase(Locale.ROOT));
            if (first != null) {
                built.putIfAbsent(column.name(), first);
            }
        }
        return built;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(columns.length);
        for (Column column : columns) {
            names.add(column.name());
        }
        return names;
    }

    @Override
    public ColumnMetadata getColumnMetadata(int index) {
        checkIndex(index);
        return getColumnMetadatas().get(index);
    }

    @Override
    public ColumnMetadata getColumnMetadata(String name) {
        return getColumnMetadata(index(name));
    }

    @Override
    public List<ColumnMetadata> getColumnMetadatas() {
        List<ColumnMetadata> known = metadatas;
        if (known == null) {
            List<ColumnMetadata> built = new ArrayList<>(columns.length);
            for (Column column : columns) {
                built.add(new JdbcColumnMetadata(column));
            }
            known = List.copyOf(built);
            metadatas = known;
        }
        return known;
    }

    @Override
    public boolean contains(String columnName) {
        return find(columnName) != null;
    }
}
