package io.azoth.dialect.postgres;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.message.Format;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of an array, detached from the connection, read when it is known of what it is. */
final class ArrayBinding {
    private static final int HEADER = 3 * Integer.BYTES;

    /** The server has no deeper ones. */
    private static final int MOST_DIMENSIONS = 6;

    private final ValueBinding values;
    private final int dataType;
    private final Format format;
    private final byte[] bytes;

    ArrayBinding(ValueBinding values, int dataType, Format format, ByteBuf buffer) {
        this.values = values;
        this.dataType = dataType;
        this.format = format;
        this.bytes = ByteBufUtil.getBytes(buffer, buffer.readerIndex(), buffer.readableBytes());
    }

    /**
     * The array of what the program sees.
     *
     * @param type the type of its elements, which are arrays where it has more than one dimension
     */
    Object of(SqlType<?> type) {
        if (format == Format.FORMAT_TEXT) {
            return ArrayLiteral.read(values, type, new String(bytes, StandardCharsets.UTF_8));
        }
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        int[] lengths = new int[depth(in)];
        in.skipBytes(Integer.BYTES); // whether there are nulls, which each element says too
        int elementType = in.readInt();
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = in.readInt();
            if (lengths[i] < 0 || lengths[i] > bytes.length / Integer.BYTES) { // each element begins with its length
                throw ValueBinding.garbled(dataType);
            }
            in.skipBytes(Integer.BYTES); // the number of its first element
        }
        if (lengths.length == 0) {
            return Array.newInstance(type.javaType(), 0);
        } else if (lengths.length != dimensions(type)) {
            throw otherDimensions(lengths.length, dimensions(type));
        }
        return new Binary(in, elementType, lengths).array(type, 0);
    }

    /** What is no array may begin with any number, and is not to be taken for the size of one. */
    private int depth(ByteBuf in) {
        int depth = in.readableBytes() < HEADER ? -1 : in.readInt();
        if (depth < 0 || depth > MOST_DIMENSIONS || in.readableBytes() < HEADER - Integer.BYTES + depth * Long.BYTES) {
            throw ValueBinding.garbled(dataType);
        }
        return depth;
    }

    static int dimensions(SqlType<?> element) {
        SqlType<?> inner = element.shape().element();
        return element.kind() == SqlKind.ARRAY && inner != null ? 1 + dimensions(inner) : 1;
    }

    static ResultException otherDimensions(int found, int expected) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds an array of " + found + " dimensions in a column of " + expected
                        + "; declare the column as an array of arrays as deep, or read it as text");
    }

    /** An array from the values that it has, null among them. */
    static Object array(SqlType<?> type, List<@Nullable Object> values) {
        Object array = Array.newInstance(type.javaType(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    /** Elements one after the other, each behind its length, the last dimension first. */
    private final class Binary {
        private final ByteBuf in;
        private final int elementType;
        private final int[] lengths;

        Binary(ByteBuf in, int elementType, int[] lengths) {
            this.in = in;
            this.elementType = elementType;
            this.lengths = lengths;
        }

        Object array(SqlType<?> type, int dimension) {
            Object array = Array.newInstance(type.javaType(), lengths[dimension]);
            SqlType<?> inner = type.shape().element();
            for (int i = 0; i < lengths[dimension]; i++) {
                boolean last = dimension == lengths.length - 1;
                Array.set(array, i, last || inner == null ? element(type) : array(inner, dimension + 1));
            }
            return array;
        }

        private @Nullable Object element(SqlType<?> type) {
            int length = in.readInt();
            return length < 0 ? null : type.fromStored(values.binary(type, elementType, in.readSlice(length)));
        }
    }
}
