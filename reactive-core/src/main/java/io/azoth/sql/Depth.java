package io.azoth.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Walks over all depths of an element. What stands in FROM only because its columns are used is met too, but where a
 * statement around has it.
 */
final class Depth {
    private Depth() {}

    static void walk(ClauseElement element, Set<FromItem> around, Consumer<ClauseElement> visit) {
        visit.accept(element);
        Set<FromItem> inside = inside(element, around);
        if (element instanceof Select select) {
            unnamed(select, around).forEach(item -> walk(item, Set.of(), visit));
        }
        element.children().forEach(child -> walk(child, inside, visit));
    }

    static ClauseElement rewrite(ClauseElement element, Set<FromItem> around, UnaryOperator<ClauseElement> f) {
        Set<FromItem> inside = inside(element, around);
        ClauseElement named = element instanceof Select select ? named(select, around) : element;
        return f.apply(named.mapChildren(child -> rewrite(child, inside, f)));
    }

    /** A query that names all of its FROM, if part of that has parts; else it keeps to what its columns need. */
    private static Select named(Select select, Set<FromItem> around) {
        if (unnamed(select, around).isEmpty()) {
            return select;
        }
        List<FromItem> all = Froms.of(select, around);
        all.removeAll(select.clauses().from());
        return select.from(all.toArray(FromItem[]::new));
    }

    /** What stands in FROM without being named anywhere, as far as it has parts. */
    private static List<FromItem> unnamed(Select select, Set<FromItem> around) {
        Set<FromItem> named = Froms.withParts(Froms.named(select));
        List<FromItem> unnamed = new ArrayList<>();
        for (FromItem item : Froms.of(select, around)) {
            if (!named.contains(item) && !item.children().isEmpty()) {
                unnamed.add(item);
            }
        }
        return unnamed;
    }

    /** What stands in FROM around the parts of an element. */
    private static Set<FromItem> inside(ClauseElement element, Set<FromItem> around) {
        boolean seesNothing = element instanceof Cte || (element instanceof SubqueryAlias alias && !alias.isLateral());
        if (seesNothing) {
            return Set.of();
        }
        Set<FromItem> inside = new LinkedHashSet<>(around);
        if (element instanceof Select select) {
            inside.addAll(Froms.withParts(Froms.of(select, around)));
        } else if (element instanceof EffectStatement) {
            for (ClauseElement child : element.children()) {
                if (child instanceof FromItem item) {
                    inside.addAll(Froms.withParts(List.of(item)));
                }
            }
        }
        return inside;
    }
}
