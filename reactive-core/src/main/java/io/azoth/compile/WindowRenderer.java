package io.azoth.compile;

import io.azoth.sql.Bind;
import io.azoth.sql.Frame;
import io.azoth.sql.Window;
import io.azoth.type.SqlTypes;
import java.util.List;

/** Writes windows and their frames, which the targets write alike. */
final class WindowRenderer {
    private final Compilation compilation;
    private final SqlWriter out;

    WindowRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    void window(Window window) {
        out.sql("(");
        String before = "";
        if (window.base() != null) {
            out.name(window.base());
            before = " ";
        }
        for (int i = 0; i < window.partitionBy().size(); i++) {
            out.sql(i == 0 ? before + "PARTITION BY " : ", ");
            compilation.expression(window.partitionBy().get(i));
            before = " ";
        }
        compilation.syntax().select(compilation).orderBy(before + "ORDER BY ", window.orderBy(), List.of());
        Frame frame = window.frame();
        if (frame != null) {
            out.sql(before.isEmpty() && window.orderBy().isEmpty() ? "" : " ");
            frame(frame);
        }
        out.sql(")");
    }

    private void frame(Frame frame) {
        out.sql(frame.unit().name()).sql(" BETWEEN ");
        bound(frame.start());
        out.sql(" AND ");
        bound(frame.end());
        if (frame.exclusion() != Frame.Exclusion.NO_OTHERS) {
            out.sql(" EXCLUDE ");
            out.sql(
                    frame.exclusion() == Frame.Exclusion.CURRENT_ROW
                            ? "CURRENT ROW"
                            : frame.exclusion().name());
        }
    }

    private void bound(Frame.Bound bound) {
        if (bound.side().hasDistance()) {
            compilation.bind(Bind.value("distance", SqlTypes.BIGINT, bound.distance()));
            out.sql(" ");
        }
        out.sql(bound.side().words());
    }
}
