package govsync.peers;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One inbound event about an individual's tax, decoded by hand: numbers as numbers, text as places in the bytes.
 *
 * <p>An instance is used again for the next event.
 */
final class IndividualTaxEvent {
    static final int CREATE = 0;
    static final int UPDATE = 1;
    static final int DELETE = 2;
    static final int REKEY = 3;
    static final int MERGE = 4;
    static final int SPLIT = 5;
    static final int ATTEST = 6;
    private static final int OPERATIONS = 7;
    private static final int ORIGINS = 4;
    private static final int ROLES = 4;

    static final int ABSENT = -1;

    /** Place of a text in the bytes; `length` is {@link #ABSENT} where there is none. */
    static final class Text {
        int start;
        int length;
        private final boolean optional;

        private Text(boolean optional) {
            this.optional = optional;
        }

        boolean isAbsent() {
            return length == ABSENT;
        }

        boolean isBlank() {
            return length <= 0;
        }
    }

    /** Another identity the event names. */
    record Party(int role, String type, String number) {}

    byte[] bytes;
    private final AvroInput input = new AvroInput();

    final Text eventId = new Text(false);
    final Text provider = new Text(false);
    final Text item = new Text(false);
    final Text submissionId = new Text(true);
    final Text originRef = new Text(true);
    final Text originPlatform = new Text(true);
    final Text identityType = new Text(false);
    final Text identityNumber = new Text(false);
    final Text recordId = new Text(false);
    final Text reason = new Text(true);
    final Text reviewRef = new Text(true);
    long seq;
    int operation;
    long recordVersion;
    long changedOn;
    long recordedAt;
    final List<Party> related = new ArrayList<>();
    boolean present;

    final Text name = new Text(true);
    final Text sexCode = new Text(true);
    final Text countryCode = new Text(true);
    final Text taxpayerNumber = new Text(true);
    final Text incomeKind = new Text(true);
    final Text withholdingAgent = new Text(true);
    final Text withholdingAgentUscc = new Text(true);
    final Text paymentCertificateNumber = new Text(true);
    final Text taxAuthority = new Text(true);
    final Text taxDivisionCode = new Text(true);

    /** Texts no null character may be in. */
    final Text[] envelopeTexts = {
        eventId, provider, item, submissionId, originRef, originPlatform,
        identityType, identityNumber, recordId, reason, reviewRef,
    };

    final Text[] elementTexts = {
        name, sexCode, countryCode, taxpayerNumber, incomeKind, withholdingAgent, withholdingAgentUscc,
        paymentCertificateNumber, taxAuthority, taxDivisionCode,
    };

    /** Days and years; {@link Long#MIN_VALUE} where there is none. */
    long validFromOn;
    long decidedOn;
    long birthOn;
    long taxYear;
    long periodFromOn;
    long periodToOn;
    long declaredOn;
    long paidOn;

    static final long NONE = Long.MIN_VALUE;

    static final int INCOME = 0;
    static final int TAXABLE_INCOME = 8;
    static final int RATE = 9;
    static final int TAX_PAYABLE = 11;
    static final int TAX_PAID = 13;
    private static final int DECIMALS = 14;

    /** Amounts and the rate in the order of the record, in hundredths; NaN where there is none. */
    final double[] hundredths = new double[DECIMALS];

    /** Decodes the event after the framing; false if bytes are left over. Throws {@link AvroInput.Malformed}. */
    boolean read(byte[] value, int start) {
        bytes = value;
        input.reset(value, start);
        text(eventId);
        text(provider);
        text(item);
        seq = input.readLong();
        text(submissionId);
        operation = input.readIndex(OPERATIONS);
        input.readIndex(ORIGINS);
        text(originRef);
        text(originPlatform);
        text(identityType);
        text(identityNumber);
        text(recordId);
        recordVersion = input.readLong();
        changedOn = input.readLong();
        validFromOn = optionalLong();
        decidedOn = optionalLong();
        recordedAt = input.readLong();
        readRelated();
        text(reason);
        text(reviewRef);
        present = input.readIsPresent();
        if (present) {
            readRecord();
        } else {
            clearRecord();
        }
        return input.isAtEnd();
    }

    private void readRecord() {
        text(name);
        text(sexCode);
        birthOn = optionalLong();
        text(countryCode);
        optionalBoolean();
        text(taxpayerNumber);
        text(incomeKind);
        taxYear = optionalLong();
        periodFromOn = optionalLong();
        periodToOn = optionalLong();
        for (int at = 0; at < DECIMALS; at++) {
            hundredths[at] = optionalDecimal();
        }
        text(withholdingAgent);
        text(withholdingAgentUscc);
        declaredOn = optionalLong();
        paidOn = optionalLong();
        text(paymentCertificateNumber);
        text(taxAuthority);
        text(taxDivisionCode);
        optionalBoolean();
    }

    private void clearRecord() {
        for (Text each : elementTexts) {
            each.length = ABSENT;
        }
        birthOn = taxYear = periodFromOn = periodToOn = declaredOn = paidOn = NONE;
        Arrays.fill(hundredths, Double.NaN);
    }

    private void readRelated() {
        related.clear();
        if (!input.readIsPresent()) {
            return;
        }
        for (int count = input.readBlockCount(); count > 0; count = input.readBlockCount()) {
            for (int each = 0; each < count; each++) {
                related.add(new Party(input.readIndex(ROLES), input.readText(), input.readText()));
            }
        }
    }

    private void text(Text text) {
        if (text.optional && !input.readIsPresent()) {
            text.length = ABSENT;
            return;
        }
        text.length = input.skipText();
        text.start = input.position() - text.length;
    }

    private long optionalLong() {
        return input.readIsPresent() ? input.readLong() : NONE;
    }

    private void optionalBoolean() {
        if (input.readIsPresent()) {
            input.readBoolean();
        }
    }

    private double optionalDecimal() {
        if (!input.readIsPresent()) {
            return Double.NaN;
        }
        int length = input.skipBytes();
        int start = input.position() - length;
        if (length > Long.BYTES) {
            return new BigInteger(bytes, start, length).doubleValue();
        }
        long value = length > 0 && bytes[start] < 0 ? -1 : 0;
        for (int at = start; at < start + length; at++) {
            value = value << Byte.SIZE | bytes[at] & 0xff;
        }
        return value;
    }

    String string(Text text) {
        return new String(bytes, text.start, text.length, StandardCharsets.UTF_8);
    }

    boolean equals(Text text, byte[] other) {
        return text.length == other.length
                && Arrays.equals(bytes, text.start, text.start + text.length, other, 0, other.length);
    }

    boolean equals(Text text, Text other) {
        return Arrays.equals(
                bytes, text.start, text.start + text.length, bytes, other.start, other.start + other.length);
    }

    /** Characters of a text, as people count them. */
    int characters(Text text) {
        int count = 0;
        for (int at = text.start; at < text.start + text.length; at++) {
            count += (bytes[at] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
