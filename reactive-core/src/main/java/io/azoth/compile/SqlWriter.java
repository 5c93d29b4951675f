package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.sql.BoundValue;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Where the one walk over a statement writes: the text, and the values to bind in order of their markers. */
public final class SqlWriter {
    private final StringBuilder text = new StringBuilder(160);
    private final List<BoundValue> binds = new ArrayList<>();
    private final Identifiers identifiers;
    private final BindMarkers markers;
    private @Nullable BiFunction<SqlType<?>, @Nullable Object, String> literals;

    SqlWriter(Identifiers identifiers, BindMarkers markers) {
        this.identifiers = identifiers;
        this.markers = markers;
    }

    /** Text of the language: never a value, never a name. */
    @CanIgnoreReturnValue
    public SqlWriter sql(String fixed) {
        text.append(fixed);
        return this;
    }

    /** A number that the library made, such as a position. */
    @CanIgnoreReturnValue
    public SqlWriter number(long number) {
        text.append(number);
        return this;
    }

    /** A name, quoted where the target needs it. */
    @CanIgnoreReturnValue
    public SqlWriter name(String name) {
        identifiers.append(text, name);
        return this;
    }

    /** A name in quotes, where the place asks for them. */
    @CanIgnoreReturnValue
    public SqlWriter quotedName(String name) {
        identifiers.quote(text, name);
        return this;
    }

    /** A bind marker, and the value for it. */
    @CanIgnoreReturnValue
    public SqlWriter bind(String name, SqlType<?> type, @Nullable Object value) {
        if (literals != null) {
            text.append(literals.apply(type, value));
            return this;
        }
        binds.add(new BoundValue(name, type, value));
        markers.append(text, binds.size(), name);
        return this;
    }

    /** Writes values into the text from here on, in the place of their markers. */
    void inLiterals(BiFunction<SqlType<?>, @Nullable Object, String> written) {
        literals = written;
    }

    boolean isInLiterals() {
        return literals != null;
    }

    /** How much was written so far. */
    int length() {
        return text.length();
    }

    /** What was written behind a length. */
    String textFrom(int start) {
        return text.substring(start);
    }

    /** Whether a marker may stand twice for one value. */
    boolean repeatsMarkers() {
        return markers.areNumbered();
    }

    /** Forgets all that was written. */
    void reset() {
        text.setLength(0);
        binds.clear();
    }

    String text() {
        return text.toString();
    }

    List<BoundValue> binds() {
        return List.copyOf(binds);
    }
}
