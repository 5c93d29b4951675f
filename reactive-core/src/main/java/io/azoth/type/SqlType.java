package io.azoth.type;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An SQL type that knows its Java class: {@code varchar(40)} is an {@code SqlType<String>}.
 *
 * <p>Immutable. How the type is written, bound and read belongs to the dialect; see {@link SqlTypes} for the constants.
 *
 * @param <T> the Java class of its values
 */
public final class SqlType<T> {
    private final SqlKind kind;
    private final Class<T> javaType;
    private final TypeShape shape;
    private final @Nullable TypeAdapter<T, Object> adapter;
    private final @Nullable SqlType<?> base;
    private final boolean exact;

    private SqlType(SqlKind kind, Class<T> javaType, TypeShape shape) {
        this.kind = kind;
        this.javaType = javaType;
        this.shape = shape;
        this.adapter = null;
        this.base = null;
        this.exact = StoredForm.isOther(kind);
    }

    private SqlType(SqlType<?> base, Class<T> javaType, TypeAdapter<T, Object> adapter) {
        this.kind = base.kind;
        this.javaType = javaType;
        this.shape = base.shape;
        this.adapter = adapter;
        this.base = base;
        this.exact = base.exact;
    }

    static <T> SqlType<T> of(SqlKind kind, Class<T> javaType) {
        return new SqlType<>(kind, javaType, TypeShape.PLAIN);
    }

    static <T> SqlType<T> of(SqlKind kind, Class<T> javaType, TypeShape shape) {
        return new SqlType<>(kind, javaType, shape);
    }

    /**
     * A type that stores as this one and shows another class to the program.
     *
     * @param adapter the conversion; called for values other than null alone
     */
    @SuppressWarnings("unchecked")
    public <J> SqlType<J> adapted(TypeAdapter<J, T> adapter) {
        TypeAdapter<T, Object> inner = this.adapter;
        TypeAdapter<J, ?> whole = inner == null ? adapter : new ChainedAdapter<>(adapter, inner);
        return new SqlType<>(stored(), adapter.javaType(), (TypeAdapter<J, Object>) whole);
    }

    /** The family that it belongs to. */
    public SqlKind kind() {
        return kind;
    }

    /** The class of its values in the program. */
    public Class<T> javaType() {
        return javaType;
    }

    /** Its length, precision, scale, element type and name, as far as it has them. */
    public TypeShape shape() {
        return shape;
    }

    /** The type that the database has: this one without what a {@link TypeAdapter} makes of its values. */
    public SqlType<?> stored() {
        SqlType<?> element = shape.element();
        SqlType<?> storedElement = element == null ? null : element.stored();
        if (storedElement != null && !storedElement.equals(element)) {
            return SqlTypes.array(storedElement);
        }
        return base == null ? this : base;
    }

    /** True where a user's {@link TypeAdapter} stands between the program and the database. */
    public boolean isAdapted() {
        return adapter != null;
    }

    /**
     * The value as the base type stores it, the same on every database: in its class, without digits finer than
     * microseconds, and with all the digits behind the point that a decimal's type has.
     *
     * @param value a value of {@link #javaType()}, or null
     */
    public @Nullable Object toStored(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object stored = adapter == null ? value : adapter.toStored(javaType.cast(value));
        return exact ? StoredForm.of(shape, stored) : stored;
    }

    /**
     * The value that the program sees.
     *
     * @param stored a value of the base type, or null
     */
    @SuppressWarnings("unchecked")
    public @Nullable T fromStored(@Nullable Object stored) {
        if (stored == null) {
            return null;
        }
        return adapter == null ? (T) stored : adapter.fromStored(stored);
    }

    /** Whether a value, or null, may stand where this type is expected. */
    public boolean accepts(@Nullable Object value) {
        return value == null || javaType.isInstance(value);
    }

    /**
     * Checks that a value may stand where this type is expected.
     *
     * @param value the value, or null, which fits every type
     * @param where what the value is for, as the error shall name it by its {@code toString()}
     * @throws DefinitionException if the value is of another class
     */
    public void check(@Nullable Object value, Object where) {
        if (!accepts(value)) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    where + " is " + this + " and takes " + javaType.getSimpleName() + ", not "
                            + Objects.requireNonNull(value).getClass().getSimpleName() + "; convert the value first");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlType<?> that
                && kind == that.kind
                && javaType == that.javaType
                && shape.equals(that.shape)
                && Objects.equals(adapter, that.adapter);
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + shape.hashCode();
    }

    /** The type as generic SQL writes it, such as {@code VARCHAR(40)}. */
    @Override
    public String toString() {
        return shape.describe(kind);
    }

    private record ChainedAdapter<J, M>(TypeAdapter<J, M> outer, TypeAdapter<M, Object> inner)
            implements TypeAdapter<J, Object> {
        @Override
        public Class<J> javaType() {
            return outer.javaType();
        }

        @Override
        public Object toStored(J value) {
            return inner.toStored(outer.toStored(value));
        }

        @Override
        public J fromStored(Object stored) {
            return outer.fromStored(inner.fromStored(stored));
        }
    }
}
