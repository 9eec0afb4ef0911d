package govsync.peers;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads Avro's binary encoding from an array, from front to back, without making objects of what it passes over. */
final class AvroInput {
    /** The bytes are no such record. One instance, without a trace: damage is an outcome here, not an accident. */
    static final class Malformed extends RuntimeException {
        private static final Malformed INSTANCE = new Malformed();

        private Malformed() {
            super(null, null, false, false);
        }
    }

    private static final int LONGEST_VARINT_BITS = 63;

    private byte[] bytes;
    private int position;

    void reset(byte[] value, int start) {
        bytes = value;
        position = start;
    }

    int position() {
        return position;
    }

    boolean isAtEnd() {
        return position == bytes.length;
    }

    byte readByte() {
        if (position >= bytes.length) {
            throw Malformed.INSTANCE;
        }
        return bytes[position++];
    }

    /** An int or a long: zigzag, seven bits a byte. */
    long readLong() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_VARINT_BITS; shift += 7) {
            byte next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw Malformed.INSTANCE;
    }

    boolean readBoolean() {
        return readByte() != 0;
    }

    double readDouble() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bits |= (readByte() & 0xffL) << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    /** The index of an enum's symbol or of a union's branch. */
    int readIndex(int count) {
        long index = readLong();
        if (index < 0 || index >= count) {
            throw Malformed.INSTANCE;
        }
        return (int) index;
    }

    /** Whether a union of null and one type holds a value. */
    boolean readIsPresent() {
        return readIndex(2) == 1;
    }

    /** Passes over bytes or text; they stand before {@link #position()}. Returns how many they are. */
    int skipBytes() {
        long length = readLong();
        if (length < 0 || length > bytes.length - position) {
            throw Malformed.INSTANCE;
        }
        position += (int) length;
        return (int) length;
    }

    /** Passes over text, which must be UTF-8. Returns how many bytes it takes. */
    int skipText() {
        int length = skipBytes();
        for (int at = position - length; at < position; at++) {
            if (bytes[at] < 0) {
                requireUtf8(at, position - at);
                break;
            }
        }
        return length;
    }

    private void requireUtf8(int start, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
        } catch (CharacterCodingException damaged) {
            throw Malformed.INSTANCE;
        }
    }

    String readText() {
        int length = skipBytes();
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    byte[] readBytes() {
        int length = skipBytes();
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** The number of elements in the next block of an array; 0 ends it. */
    int readBlockCount() {
        long count = readLong();
        if (count < 0) {
            readLong(); // the size of the block, for who wants to pass over it
            count = -count;
        }
        if (count > bytes.length) {
            throw Malformed.INSTANCE;
        }
        return (int) count;
    }
}
