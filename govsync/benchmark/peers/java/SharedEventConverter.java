package govsync.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Shared events, framed, to one flat struct a record: the envelope's fields and beside them those of the after-image.
 *
 * <p>Settings: `avro`, the file with the writer's schema; `columns`, the fields that are wanted. Arrays become text in
 * PostgreSQL's own notation, arrays of records JSON; the database is left to give text the column's type.
 */
public final class SharedEventConverter implements Converter {
    private static final int HEADER_BYTES = 5;

    /** Reads one value and puts it into the struct, or passes over it. */
    private interface Step {
        void read(AvroInput input, Struct struct);
    }

    private final AvroInput input = new AvroInput();
    private final List<Step> steps = new ArrayList<>();
    private Schema schema;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        JsonNode avro;
        try {
            avro = new ObjectMapper().readTree(Path.of((String) settings.get("avro")).toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Set<String> wanted = new HashSet<>(Arrays.asList(((String) settings.get("columns")).split(",")));
        SchemaBuilder builder = SchemaBuilder.struct();
        Map<String, Function<AvroInput, Object>> readers = new HashMap<>();
        describe(avro, wanted, builder, readers);
        schema = builder.build();
        steps.addAll(stepsOf(avro, readers));
    }

    private void describe(
            JsonNode record, Set<String> wanted, SchemaBuilder builder, Map<String, Function<AvroInput, Object>> readers) {
        for (JsonNode field : record.get("fields")) {
            String name = field.get("name").asText();
            JsonNode type = field.get("type");
            if (isRecord(present(type))) {
                describe(present(type), wanted, builder, readers);
            } else {
                readers.put(name, readerOf(type));
                if (wanted.contains(name)) {
                    builder.field(name, schemaOf(present(type)));
                }
            }
        }
    }

    private List<Step> stepsOf(JsonNode record, Map<String, Function<AvroInput, Object>> readers) {
        List<Step> found = new ArrayList<>();
        for (JsonNode field : record.get("fields")) {
            String name = field.get("name").asText();
            JsonNode type = field.get("type");
            if (isRecord(present(type))) {
                List<Step> nested = stepsOf(present(type), readers);
                found.add((from, struct) -> {
                    if (!type.isArray() || from.readIsPresent()) {
                        for (Step step : nested) {
                            step.read(from, struct);
                        }
                    }
                });
            } else {
                Function<AvroInput, Object> reader = readers.get(name);
                Field of = schema.field(name);
                found.add(of == null ? (from, struct) -> reader.apply(from) : (from, struct) -> struct.put(of, reader.apply(from)));
            }
        }
        return found;
    }

    /** The type of a value that is there. */
    private static JsonNode present(JsonNode type) {
        if (!type.isArray()) {
            return type;
        }
        if (type.size() != 2 || !type.get(0).asText().equals("null")) {
            throw new DataException("only unions of null and one type are known");
        }
        return type.get(1);
    }

    private static boolean isRecord(JsonNode type) {
        return nameOf(type).equals("record");
    }

    private static String nameOf(JsonNode type) {
        return type.isObject() ? type.get("type").asText() : type.asText();
    }

    private static String logicalNameOf(JsonNode type) {
        return type.path("logicalType").asText("");
    }

    private static Schema schemaOf(JsonNode type) {
        SchemaBuilder builder = switch (nameOf(type)) {
            case "int" -> logicalNameOf(type).equals("date")
                    ? SchemaBuilder.int32().name("io.debezium.time.Date")
                    : SchemaBuilder.int32();
            case "long" -> switch (logicalNameOf(type)) {
                case "timestamp-millis" -> SchemaBuilder.int64().name("io.debezium.time.Timestamp");
                case "timestamp-micros" -> SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp");
                default -> SchemaBuilder.int64();
            };
            case "boolean" -> SchemaBuilder.bool();
            case "double" -> SchemaBuilder.float64();
            case "bytes" -> logicalNameOf(type).equals("decimal")
                    ? Decimal.builder(type.get("scale").asInt())
                    : SchemaBuilder.bytes();
            default -> SchemaBuilder.string();
        };
        return builder.optional().build();
    }

    private static Function<AvroInput, Object> readerOf(JsonNode type) {
        if (type.isArray()) {
            Function<AvroInput, Object> reader = readerOf(present(type));
            return from -> from.readIsPresent() ? reader.apply(from) : null;
        }
        return switch (nameOf(type)) {
            case "int" -> from -> (int) from.readLong();
            case "long" -> AvroInput::readLong;
            case "boolean" -> AvroInput::readBoolean;
            case "double" -> AvroInput::readDouble;
            case "string" -> AvroInput::readText;
            case "enum" -> enumReader(type.get("symbols"));
            case "bytes" -> bytesReader(type);
            case "array" -> arrayReader(type.get("items"));
            default -> throw new DataException("the type " + nameOf(type) + " is not known");
        };
    }

    private static Function<AvroInput, Object> enumReader(JsonNode symbols) {
        List<String> names = new ArrayList<>();
        symbols.forEach(symbol -> names.add(symbol.asText()));
        return from -> names.get(from.readIndex(names.size()));
    }

    private static Function<AvroInput, Object> bytesReader(JsonNode type) {
        if (!logicalNameOf(type).equals("decimal")) {
            return AvroInput::readBytes;
        }
        int scale = type.get("scale").asInt();
        return from -> new BigDecimal(new BigInteger(from.readBytes()), scale);
    }

    /** Text as `{a,b}`; records as JSON. */
    private static Function<AvroInput, Object> arrayReader(JsonNode items) {
        if (!isRecord(items)) {
            Function<AvroInput, Object> reader = readerOf(items);
            return from -> {
                List<String> values = new ArrayList<>();
                for (int count = from.readBlockCount(); count > 0; count = from.readBlockCount()) {
                    for (int each = 0; each < count; each++) {
                        values.add(reader.apply(from).toString());
                    }
                }
                return "{" + String.join(",", values) + "}";
            };
        }
        Map<String, Function<AvroInput, Object>> readers = new LinkedHashMap<>();
        items.get("fields").forEach(field -> readers.put(field.get("name").asText(), readerOf(field.get("type"))));
        ObjectMapper json = new ObjectMapper();
        return from -> {
            List<Map<String, Object>> values = new ArrayList<>();
            for (int count = from.readBlockCount(); count > 0; count = from.readBlockCount()) {
                for (int each = 0; each < count; each++) {
                    Map<String, Object> record = new LinkedHashMap<>();
                    readers.forEach((name, reader) -> record.put(name, reader.apply(from)));
                    values.add(record);
                }
            }
            try {
                return json.writeValueAsString(values);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        };
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        Struct struct = new Struct(schema);
        input.reset(value, HEADER_BYTES);
        try {
            for (Step step : steps) {
                step.read(input, struct);
            }
        } catch (AvroInput.Malformed damaged) {
            throw new DataException("the value is no such record", damaged);
        }
        return new SchemaAndValue(schema, struct);
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new UnsupportedOperationException("events are only read");
    }
}
