package io.azoth.orm.mapping;

import static io.azoth.orm.mapping.Fields.invalid;

import io.azoth.orm.Many;
import io.azoth.orm.Mapper.Definition;
import io.azoth.orm.Mapper.RelationDefinition;
import io.azoth.orm.One;
import io.azoth.schema.Column;
import io.azoth.schema.Table;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From definitions to mappings: first every class with its table, then what joins them. */
final class MappingCompiler {
    private final List<Definition> definitions;
    private final Map<Class<?>, EntityMapping> compiled = new HashMap<>();
    private final Map<Class<?>, Fields> fields = new HashMap<>();
    private int linkCount;

    MappingCompiler(List<Definition> definitions) {
        this.definitions = definitions;
    }

    int linkCount() {
        return linkCount;
    }

    List<EntityMapping> compile() {
        List<EntityMapping> mappings = new ArrayList<>();
        for (Definition definition : definitions) {
            EntityMapping mapping = mapping(definition, mappings.size());
            mappings.add(mapping);
            compiled.put(definition.type(), mapping);
        }
        for (Definition definition : definitions) {
            definition.relations().forEach((name, relation) -> relate(definition, name, relation));
        }
        TableRanks.assign(mappings);
        return mappings;
    }

    private EntityMapping mapping(Definition definition, int position) {
        Table table = definition.table();
        String name = definition.type().getSimpleName();
        if (table.primaryKeyColumns().isEmpty()) {
            throw invalid("Class " + name + " is mapped to '" + table + "', which has no primary key; a session needs "
                    + "one to tell its rows apart");
        }
        definition.excluded().forEach(column -> existing(definition, column));
        definition.columns().values().forEach(column -> existing(definition, column));
        Fields own = new Fields(definition.type());
        fields.put(definition.type(), own);
        List<Attribute> attributes = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            if (!definition.excluded().contains(column.name())) {
                attributes.add(new Attribute(column, attributes.size(), property(definition, own, column)));
            } else if (column.isPrimaryKey()) {
                throw invalid("Class " + name + " excludes column '" + column.name() + "', which is its key");
            }
        }
        checkOnce(name, attributes);
        Instantiator instantiator = Instantiator.of(definition.type(), definition.factory());
        return new EntityMapping(
                definition.type(), table, position, attributes.toArray(Attribute[]::new), instantiator);
    }

    private static void checkOnce(String name, List<Attribute> attributes) {
        Set<String> seen = new HashSet<>();
        for (Attribute attribute : attributes) {
            if (attribute.hasField() && !seen.add(attribute.name())) {
                throw invalid("Field " + name + "." + attribute.name() + " is mapped to two columns, the second is '"
                        + attribute.column().name() + "'");
            }
        }
    }

    private static @Nullable Property property(Definition definition, Fields own, Column<?> column) {
        for (Map.Entry<String, String> override : definition.columns().entrySet()) {
            if (override.getValue().equals(column.name())) {
                return own.value(own.named(override.getKey()), column);
            }
        }
        Field field = own.forColumn(column.name());
        if (field != null && field.getType() != One.class && field.getType() != Many.class) {
            return own.value(field, column);
        }
        if (column.isPrimaryKey() || column.references() == null) {
            throw invalid("Class " + definition.type().getSimpleName() + " has no field for column '" + column.name()
                    + "' of '" + column.table().name() + "'; add one, name it with attribute(.., \"" + column.name()
                    + "\"), or leave the column out with exclude(\"" + column.name() + "\")");
        }
        return null;
    }

    private static void existing(Definition definition, String column) {
        if (!definition.columnNames().contains(column)) {
            throw invalid("Class " + definition.type().getSimpleName() + " names a column '" + column + "', which '"
                    + definition.table() + "' does not have; it has " + definition.columnNames());
        }
    }

    private void relate(Definition definition, String name, RelationDefinition relation) {
        String where = definition.type().getSimpleName() + "." + name;
        EntityMapping here = java.util.Objects.requireNonNull(compiled.get(definition.type()));
        EntityMapping there = compiled.get(relation.target());
        if (there == null) {
            throw Mappings.unmapped(relation.target(), ", but " + where + " is a relation to it");
        }
        Link link = relation.many() ? link(there, here, relation, where) : link(here, there, relation, where);
        String backref = relation.options().backref();
        if (relation.many()) {
            many(link, name, relation.options().cascades());
            if (backref != null) {
                one(link, backref, Set.of(io.azoth.orm.Cascade.SAVE));
            }
        } else {
            one(link, name, relation.options().cascades());
            if (backref != null) {
                many(link, backref, Set.of(io.azoth.orm.Cascade.SAVE));
            }
        }
    }

    private void many(Link link, String name, Set<io.azoth.orm.Cascade> cascades) {
        Property holder = holder(link.parent(), name, Many.class, link.child());
        Link.End known = link.many();
        if (known != null && !known.name().equals(name)) {
            throw invalid("Relations " + link.parent().name() + "." + known.name() + " and " + name
                    + " follow the same foreign key " + column(link) + "; one of them is enough");
        }
        if (known == null) {
            link.parent().collections().add(link);
            link.many(new Link.End(holder, cascades));
        } else if (known.cascades().size() < cascades.size()) {
            link.many(new Link.End(holder, cascades));
        }
    }

    private void one(Link link, String name, Set<io.azoth.orm.Cascade> cascades) {
        Property holder = holder(link.child(), name, One.class, link.parent());
        Link.End known = link.one();
        if (known != null && !known.name().equals(name)) {
            throw invalid("Relations " + link.child().name() + "." + known.name() + " and " + name
                    + " follow the same foreign key " + column(link) + "; one of them is enough");
        }
        link.one(new Link.End(holder, cascades));
    }

    private Property holder(EntityMapping mapping, String name, Class<?> holderType, EntityMapping target) {
        return java.util.Objects.requireNonNull(fields.get(mapping.type())).holder(name, holderType, target.type());
    }

    private Link link(EntityMapping child, EntityMapping parent, RelationDefinition relation, String where) {
        List<Attribute> found = new ArrayList<>();
        for (Attribute attribute : child.attributes()) {
            Column<?> target = attribute.column().references();
            String wanted = relation.options().foreignKey();
            if (target != null
                    && target.table() == parent.table()
                    && (wanted == null || wanted.equals(attribute.column().name()))) {
                found.add(attribute);
            }
        }
        if (found.size() != 1) {
            throw invalid(
                    found.isEmpty()
                            ? noForeignKey(child, parent, relation, where)
                            : "Relation " + where
                                    + " finds " + found.size() + " foreign keys from '" + child.table() + "' to '"
                                    + parent.table()
                                    + "': "
                                    + found.stream().map(a -> a.column().name()).toList()
                                    + "; choose one with foreignKey(..)");
        }
        return link(child, parent, found.get(0), where);
    }

    private static String noForeignKey(
            EntityMapping child, EntityMapping parent, RelationDefinition relation, String where) {
        String wanted = relation.options().foreignKey();
        return "Relation " + where + " finds no foreign key from '" + child.table() + "' to '" + parent.table() + "'"
                + (wanted == null ? "; declare one on a column" : " in column '" + wanted + "'");
    }

    private Link link(EntityMapping child, EntityMapping parent, Attribute foreignKey, String where) {
        for (Link known : child.links()) {
            if (known.foreignKey() == foreignKey) {
                return known;
            }
        }
        List<Attribute> key = parent.key();
        if (key.size() != 1 || foreignKey.column().references() != key.get(0).column()) {
            throw invalid("Relation " + where + " follows a foreign key that does not refer to the primary key of '"
                    + parent.table() + "', which alone tells its objects apart");
        }
        Link link = new Link(child, parent, foreignKey, linkCount++);
        child.links().add(link);
        return link;
    }

    private static String column(Link link) {
        return link.child().table().name() + "." + link.foreignKey().column().name();
    }
}
