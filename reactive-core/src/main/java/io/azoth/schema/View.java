package io.azoth.schema;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.CreateView;
import io.azoth.schema.ddl.DropView;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Query;
import io.azoth.sql.RowShape.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A view: a query under a name, which stands in statements as a table does, with the columns of the query in their types.
 *
 * <p>It is created behind and dropped before the tables that it reads; {@code createAll} and {@code dropAll} of the metadata
 * leave it alone. An option {@code primaryKey(...)} says which of its columns tell its rows apart, as a mapped class needs it.
 */
public final class View extends Table {
    private final @Nullable Query query;

    private View(TableName name, MetaData metadata, @Nullable Query query) {
        super(name, metadata);
        this.query = query;
    }

    /**
     * A view of a query.
     *
     * @param name its name, with its schema before a dot where it is in one
     * @param metadata whose engine it runs on when no other is given, and whose tables its keys refer to
     * @param query its rows; its values are written into the text of the view
     * @param options what the program knows of its rows, such as {@code primaryKey("id")}
     * @throws DefinitionException if the columns of the query are not known, as those of text are not
     */
    public static View of(String name, MetaData metadata, Query query, TableOption... options) {
        TableName path = Names.table(name);
        List<ResultColumn> columns = query.resultColumns();
        if (columns.isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The columns of the text in the view '" + path + "' are not known; name them by columns(...)");
        }
        List<TablePart> parts = new ArrayList<>();
        for (var column : query.as(path.name()).columns()) {
            parts.add(new ColumnSpec<>(column.name(), column.type(), List.of(new ColumnOption.Assigned())));
        }
        parts.addAll(List.of(options));
        View view = new View(path, metadata, query);
        view.build(parts.toArray(TablePart[]::new));
        return view;
    }

    /**
     * Reads the columns of a view from a database.
     *
     * @param name its name, with its schema before a dot where it is in one
     * @param metadata whose engine it runs on when no other is given
     * @param from an engine, a connection or a transaction
     * @return the view, without its query; an error with code {@code UNKNOWN_TABLE} where the database has none of the name
     */
    public static Mono<View> reflectView(String name, MetaData metadata, Executor from) {
        TableReflector reflector = LiveTable.reflector();
        return Mono.defer(() -> reflector.view(from, Names.table(name))).map(read -> live(read, metadata));
    }

    private static View live(TableDefinition read, MetaData metadata) {
        View view = new View(read.name(), metadata, null);
        view.build(Definitions.parts(read));
        return view;
    }

    /**
     * The CREATE VIEW statement of this view.
     *
     * @throws DefinitionException if it was read from a database, which does not give its query
     */
    public CreateView createView() {
        if (query == null) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The view '" + this + "' was read from a database without its query; create it by View.of(...)");
        }
        return new CreateView(definitionName(), query, boundTo());
    }

    @Override
    void checkIsTable(String statement, String wayOut) {
        throw new DefinitionException(
                ErrorCode.INVALID_STATEMENT, "The view '" + this + "' has no " + statement + "; " + wayOut);
    }

    @Override
    DdlStatement creation() {
        return createView();
    }

    @Override
    DdlStatement dropping() {
        return new DropView(definitionName(), false, boundTo());
    }
}
