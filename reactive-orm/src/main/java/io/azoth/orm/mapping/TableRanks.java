package io.azoth.orm.mapping;

import io.azoth.schema.Column;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Puts mappings in order of their tables' foreign keys; those that refer to each other in a circle stand together. */
final class TableRanks {
    private final List<EntityMapping> mappings;
    private final List<BitSet> reaches = new ArrayList<>();

    private TableRanks(List<EntityMapping> mappings) {
        this.mappings = mappings;
        for (EntityMapping mapping : mappings) {
            reaches.add(direct(mapping));
        }
        closure();
    }

    static void assign(List<EntityMapping> mappings) {
        TableRanks ranks = new TableRanks(mappings);
        for (int i = 0; i < mappings.size(); i++) {
            mappings.get(i).order(ranks.rank(i), ranks.component(i));
        }
    }

    private BitSet direct(EntityMapping mapping) {
        BitSet targets = new BitSet();
        for (Attribute attribute : mapping.attributes()) {
            Column<?> target = attribute.column().references();
            for (EntityMapping other : mappings) {
                if (target != null && other.table() == target.table()) {
                    targets.set(other.position());
                }
            }
        }
        return targets;
    }

    private void closure() {
        for (int via = 0; via < reaches.size(); via++) {
            for (BitSet reach : reaches) {
                if (reach.get(via)) {
                    reach.or(reaches.get(via));
                }
            }
        }
    }

    /** How many other mappings it reaches: what it refers to reaches fewer, unless it refers back. */
    private int rank(int mapping) {
        return reaches.get(mapping).cardinality() - (reaches.get(mapping).get(mapping) ? 1 : 0);
    }

    private int component(int mapping) {
        BitSet reach = reaches.get(mapping);
        for (int other = 0; other < mapping; other++) {
            if (reach.get(other) && reaches.get(other).get(mapping)) {
                return component(other);
            }
        }
        return mapping;
    }
}
