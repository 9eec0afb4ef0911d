package govsync.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Validates and routes in Kafka Streams: accepted events as shared events, refused ones as they came. */
public final class IndividualTaxValidator implements Processor<byte[], byte[], byte[], byte[]> {
    private static final int HEADER_BYTES = 5;
    private static final byte[] STAR = "★".getBytes(StandardCharsets.UTF_8);
    private static final String[] SECRET = {"绝密", "机密", "秘密"};
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";

    private final IndividualTaxRules rules;
    private final int inboundId;
    private final int sharedId;
    private final Set<Integer> knownIds = new HashSet<>();
    private final int largest;
    private final byte[] rulesVersion;
    private final IndividualTaxEvent event = new IndividualTaxEvent();
    private final Findings findings = new Findings();
    private final ByteArrayOutputStream suffix = new ByteArrayOutputStream();
    private ProcessorContext<byte[], byte[]> context;

    private IndividualTaxValidator(Properties settings) {
        try {
            rules = new IndividualTaxRules(settings);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        inboundId = Integer.parseInt(settings.getProperty("inbound.id"));
        sharedId = Integer.parseInt(settings.getProperty("shared.id"));
        for (String id : settings.getProperty("known.ids").split(",")) {
            knownIds.add(Integer.valueOf(id));
        }
        largest = Integer.parseInt(settings.getProperty("max.event.bytes"));
        rulesVersion = settings.getProperty("rules.version").getBytes(StandardCharsets.UTF_8);
    }

    /** Runs until it is told to end. The arguments are the files with Streams' settings and with the validator's. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Properties settings = read(Path.of(arguments[1]));
        Topology topology = new Topology();
        var in = Serdes.ByteArray().deserializer();
        var out = Serdes.ByteArray().serializer();
        topology.addSource("inbound", in, in, settings.getProperty("inbound.topic"))
                .addProcessor("validator", () -> new IndividualTaxValidator(settings), "inbound")
                .addSink(ACCEPTED, settings.getProperty("shared.topic"), out, out, "validator")
                .addSink(REFUSED, settings.getProperty("refused.topic"), out, out, "validator");
        KafkaStreams streams = new KafkaStreams(topology, read(Path.of(arguments[0])));
        CountDownLatch ended = new CountDownLatch(1);
        streams.setUncaughtExceptionHandler(failure -> {
            failure.printStackTrace();
            ended.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            streams.close();
            ended.countDown();
        }));
        streams.start();
        ended.await();
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        findings.clear();
        Rule damage = damageOf(message.value());
        if (damage != null) {
            findings.add(damage);
        } else {
            rules.judge(event, message.key(), message.timestamp(), findings);
        }
        if (findings.isRefused()) {
            StringJoiner codes = new StringJoiner(",");
            findings.forEach(codes::add);
            var headers = new RecordHeaders().add("rule", codes.toString().getBytes(StandardCharsets.US_ASCII));
            context.forward(message.withHeaders(headers), REFUSED);
        } else {
            context.forward(message.withValue(shared(message)), ACCEPTED);
        }
    }

    /** Why the bytes are no event of the item; null where they are one, which is then decoded. */
    private Rule damageOf(byte[] value) {
        if (value == null) {
            return Rule.CONF_NULL_VALUE;
        }
        if (value.length > largest) {
            return Rule.CONF_SIZE;
        }
        if (isMarkedSecret(value)) {
            return Rule.CONF_SECRET_MARK;
        }
        if (value.length <= HEADER_BYTES || value[0] != 0) {
            return Rule.CONF_FRAME;
        }
        int id = (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | value[4] & 0xff;
        if (id != inboundId) {
            return knownIds.contains(id) ? Rule.CONF_SCHEMA_TOPIC : Rule.CONF_SCHEMA_ID;
        }
        try {
            return event.read(value, HEADER_BYTES) ? null : Rule.CONF_TRAILING;
        } catch (AvroInput.Malformed damaged) {
            return Rule.CONF_DECODE;
        }
    }

    private static boolean isMarkedSecret(byte[] value) {
        for (int at = 6; at < value.length - 2; at++) {
            if (value[at] == STAR[0] && value[at + 1] == STAR[1] && value[at + 2] == STAR[2]) {
                String before = new String(value, at - 6, 6, StandardCharsets.UTF_8);
                for (String mark : SECRET) {
                    if (before.equals(mark)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The shared event: another header, the inbound bytes untouched, the platform's fields behind them. */
    private byte[] shared(Record<byte[], byte[]> message) {
        suffix.reset();
        appendLong(message.timestamp());
        suffix.write(0); // due_on, due_on_adjusted, provisional: the clock is left out, so less work than ours
        suffix.write(0);
        suffix.write(0);
        appendLong(1); // item_version
        suffix.write(0); // approval
        appendText(rulesVersion);
        if (!findings.isEmpty()) {
            appendLong(findings.count());
            findings.forEach(code -> appendText(code.getBytes(StandardCharsets.US_ASCII)));
        }
        suffix.write(0);
        byte[] inbound = message.value();
        byte[] value = Arrays.copyOf(inbound, inbound.length + suffix.size());
        value[1] = (byte) (sharedId >>> 24);
        value[2] = (byte) (sharedId >>> 16);
        value[3] = (byte) (sharedId >>> 8);
        value[4] = (byte) sharedId;
        System.arraycopy(suffix.toByteArray(), 0, value, inbound.length, suffix.size());
        return value;
    }

    private void appendLong(long number) {
        long left = number << 1 ^ number >> 63;
        for (; (left & ~0x7fL) != 0; left >>>= 7) {
            suffix.write((int) (left & 0x7f | 0x80));
        }
        suffix.write((int) left);
    }

    private void appendText(byte[] text) {
        appendLong(text.length);
        suffix.write(text, 0, text.length);
    }
}
