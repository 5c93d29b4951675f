package io.azoth.dialect.postgres;

import io.azoth.compile.DdlSteps;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.schema.ddl.DropTables;
import io.azoth.schema.ddl.TableChange;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.sql.DdlStatement;
import io.azoth.type.SqlType;
import io.azoth.type.TypeShape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Enums are types of their own: they are there before the tables, and go when the last of all tables is gone. */
final class PostgresSteps extends DdlSteps {
    @Override
    protected List<DdlStatement> create(TableDefinition table, boolean ifNotExists) {
        List<DdlStatement> steps = new ArrayList<>();
        enums(List.of(table)).forEach(shape -> steps.add(new EnumType(EnumType.name(shape), shape.labels(), true)));
        steps.addAll(super.create(table, ifNotExists));
        return steps;
    }

    @Override
    protected List<DdlStatement> create(CreateTables create) {
        return List.copyOf(new LinkedHashSet<>(super.create(create)));
    }

    @Override
    protected List<DdlStatement> alter(AlterTable alter) {
        SqlType<?> type = alter.change() instanceof TableChange.AddColumn add
                ? add.column().type()
                : alter.change() instanceof TableChange.ChangeType change ? change.type() : null;
        TypeShape shape = type == null ? null : EnumType.shape(type);
        List<DdlStatement> steps = new ArrayList<>();
        if (shape != null) {
            steps.add(new EnumType(EnumType.name(shape), shape.labels(), true));
        }
        steps.addAll(super.alter(alter));
        return steps;
    }

    @Override
    protected List<DdlStatement> drop(DropTables drop) {
        List<DdlStatement> steps = new ArrayList<>(super.drop(drop));
        enums(drop.tables()).forEach(shape -> steps.add(new EnumType(EnumType.name(shape), List.of(), true)));
        return steps;
    }

    private static Set<TypeShape> enums(List<TableDefinition> tables) {
        Set<TypeShape> found = new LinkedHashSet<>();
        for (TableDefinition table : tables) {
            table.columns().forEach(column -> {
                TypeShape shape = EnumType.shape(column.type());
                if (shape != null) {
                    found.add(shape);
                }
            });
        }
        return found;
    }
}
