package io.azoth.mock;

import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Type;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The columns of an answer, of which nothing but the name is known.
 *
 * @param names their names in order
 */
record MockMetadata(List<String> names) implements RowMetadata {
    @Override
    public ColumnMetadata getColumnMetadata(int index) {
        return new Column(names.get(index));
    }

    @Override
    public ColumnMetadata getColumnMetadata(String name) {
        return getColumnMetadata(indexOf(name));
    }

    @Override
    public List<? extends ColumnMetadata> getColumnMetadatas() {
        return names.stream().map(Column::new).toList();
    }

    int indexOf(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new NoSuchElementException("The mock database answers with " + names + ", not with '" + name + "'");
        }
        return index;
    }

    private record Column(String name) implements ColumnMetadata {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public Type getType() {
            return R2dbcType.VARCHAR;
        }
    }
}
