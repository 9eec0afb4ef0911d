package govsync.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The rules about events of individual tax, written out by hand for version 1 of its directory entry.
 *
 * <p>Left out, so less work than ours: identity numbers other than resident numbers and unified codes are not judged
 * in themselves, and the provider is not compared with the topic, since all events come on one.
 */
final class IndividualTaxRules {
    private static final long DAY_MS = 86_400_000;
    private static final long BEIJING_MS = 8 * 3_600_000;
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long DAY_1900 = LocalDate.of(1900, 1, 1).toEpochDay();
    private static final int LONGEST_RECORD_ID = 200;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_CERTIFICATE_NUMBER = 64;
    private static final int MOST_PARTIES = 100;
    private static final double HUNDREDTHS_END = 1e16;
    private static final double RATE_END = 1e5;
    private static final double HIGHEST_RATE = 1e4;
    private static final byte[] UUID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".getBytes(StandardCharsets.US_ASCII);

    private static final int OTHER_PARTY = 0;
    private static final int PREVIOUS = 1;
    private static final int MERGED_FROM = 2;
    private static final int SPLIT_TO = 3;

    /** A confidentiality review and the days on which it is in force. */
    private record Review(byte[] number, byte[] provider, long first, long last) {}

    private final byte[] item = "np-individual-tax".getBytes(StandardCharsets.US_ASCII);
    private final byte[] residentId = "RESIDENT_ID".getBytes(StandardCharsets.US_ASCII);
    private final byte[] uscc = "USCC".getBytes(StandardCharsets.US_ASCII);
    private final byte[] agency = "AGENCY".getBytes(StandardCharsets.US_ASCII);
    private final List<byte[]> providers = new ArrayList<>();
    private final List<byte[]> identityTypes = new ArrayList<>();
    private final List<Review> reviews = new ArrayList<>();
    private final long skewMs;
    private final CodeList sexes;
    private final CodeList countries;
    private final CodeList incomeKinds;
    private final CodeList divisions;
    private final Identifiers identifiers;

    private long receivedMs;
    private long receivedDay;
    private int today;

    IndividualTaxRules(Properties settings) throws IOException {
        addAll(providers, settings.getProperty("providers"));
        addAll(identityTypes, settings.getProperty("identity.types"));
        for (String each : settings.getProperty("reviews").split(",")) {
            String[] parts = each.split(" ");
            byte[] provider = parts[1].equals("*") ? null : parts[1].getBytes(StandardCharsets.UTF_8);
            reviews.add(new Review(
                    parts[0].getBytes(StandardCharsets.UTF_8), provider, Long.parseLong(parts[2]), Long.parseLong(parts[3])));
        }
        skewMs = Long.parseLong(settings.getProperty("clock.skew.ms"));
        sexes = codeList(settings, "sex");
        countries = codeList(settings, "country");
        incomeKinds = codeList(settings, "individual_income_kind");
        divisions = codeList(settings, "administrative_division");
        identifiers = new Identifiers(divisions, codeList(settings, "uscc_category"));
    }

    private static void addAll(List<byte[]> to, String written) {
        for (String each : written.split(",")) {
            to.add(each.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static CodeList codeList(Properties settings, String name) throws IOException {
        Path folder = Path.of(settings.getProperty("code.lists"));
        return new CodeList(folder.resolve(name + ".tsv"), settings.getProperty("unlisted." + name, ""));
    }

    /** Everything there is to say of an event that came in under that key at that instant. */
    void judge(IndividualTaxEvent event, byte[] key, long appendedMs, Findings findings) {
        receive(appendedMs);
        judgeEnvelope(event, key, findings);
        judgeTimes(event, findings);
        if (event.present) {
            judgeElements(event, findings);
        }
        IndividualTaxEvent.Text number = event.identityNumber;
        if (event.equals(event.identityType, residentId)) {
            judgeResident(event, findings);
        } else if (event.equals(event.identityType, uscc)) {
            identifiers.judgeUscc(event.bytes, number.start, number.length, true, findings);
        }
    }

    private void receive(long appendedMs) {
        receivedMs = appendedMs;
        long day = Math.floorDiv(appendedMs + BEIJING_MS, DAY_MS);
        if (day != receivedDay) {
            receivedDay = day;
            LocalDate date = LocalDate.ofEpochDay(day);
            today = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
        }
    }

    private void judgeEnvelope(IndividualTaxEvent event, byte[] key, Findings findings) {
        if (hasAnotherKey(event, key)) {
            findings.add(Rule.CONF_KEY);
        }
        if (!event.equals(event.item, item)) {
            findings.add(Rule.OWN_ITEM);
        }
        if (!isOneOf(event, event.provider, providers)) {
            findings.add(Rule.OWN_RESPONSIBILITY);
        }
        if (!isReviewed(event)) {
            findings.add(Rule.CONF_REVIEW);
        }
        if (event.seq < 1) {
            findings.add(Rule.CONF_SEQ);
        }
        if (event.recordVersion < 1) {
            findings.add(Rule.CONF_VERSION);
        }
        if (!isUuid(event)) {
            findings.add(Rule.CONF_EVENT_ID);
        }
        if (isLonger(event, event.recordId, LONGEST_RECORD_ID)) {
            findings.add(Rule.CONF_RECORD_ID);
        }
        if (isRelatedBroken(event)) {
            findings.add(Rule.CONF_RELATED);
        }
        judgeOperation(event, findings);
        for (IndividualTaxEvent.Text text : event.envelopeTexts) {
            judgeNul(event, text, findings);
        }
    }

    private void judgeOperation(IndividualTaxEvent event, Findings findings) {
        if (event.operation == IndividualTaxEvent.ATTEST) {
            if (event.present
                    || !event.equals(event.identityType, agency)
                    || !event.equals(event.identityNumber, event.provider)
                    || event.recordVersion != event.seq) {
                findings.add(Rule.CONF_ATTEST);
            }
            return;
        }
        if (!isOneOf(event, event.identityType, identityTypes)) {
            findings.add(Rule.CONF_IDENTITY_TYPE);
        }
        if (event.operation == IndividualTaxEvent.DELETE) {
            if (event.present) {
                findings.add(Rule.CONF_AFTER_UNEXPECTED);
            }
            if (event.reason.isAbsent()) {
                findings.add(Rule.CONF_REASON);
            }
        } else if (!event.present) {
            findings.add(Rule.CONF_AFTER_MISSING);
        }
    }

    private boolean hasAnotherKey(IndividualTaxEvent event, byte[] key) {
        if (key == null) {
            return true;
        }
        if (event.equals(event.identityType, residentId) || event.equals(event.identityType, uscc)) {
            return !event.equals(event.identityNumber, key);
        }
        String expected = event.string(event.identityType) + ":" + event.string(event.identityNumber);
        return !Arrays.equals(expected.getBytes(StandardCharsets.UTF_8), key);
    }

    private static boolean isOneOf(IndividualTaxEvent event, IndividualTaxEvent.Text text, List<byte[]> allowed) {
        for (byte[] each : allowed) {
            if (event.equals(text, each)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReviewed(IndividualTaxEvent event) {
        if (event.reviewRef.isAbsent()) {
            return false;
        }
        for (Review review : reviews) {
            if (event.equals(event.reviewRef, review.number)
                    && review.first <= receivedDay
                    && receivedDay <= review.last
                    && (review.provider == null || event.equals(event.provider, review.provider))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUuid(IndividualTaxEvent event) {
        if (event.eventId.length != UUID_FORM.length) {
            return false;
        }
        for (int at = 0; at < UUID_FORM.length; at++) {
            byte each = event.bytes[event.eventId.start + at];
            boolean fits = UUID_FORM[at] == '-' ? each == '-' : each >= '0' && each <= '9' || each >= 'a' && each <= 'f';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private boolean isRelatedBroken(IndividualTaxEvent event) {
        int role = PREVIOUS;
        int least = 0;
        int most = MOST_PARTIES;
        switch (event.operation) {
            case IndividualTaxEvent.REKEY -> least = most = 1;
            case IndividualTaxEvent.MERGE -> {
                role = MERGED_FROM;
                least = 1;
            }
            case IndividualTaxEvent.SPLIT -> {
                role = SPLIT_TO;
                least = 1;
            }
            case IndividualTaxEvent.DELETE, IndividualTaxEvent.ATTEST -> most = 0;
            default -> { }
        }
        if (event.related.isEmpty()) {
            return least > 0;
        }
        Map.Entry<String, String> own = Map.entry(event.string(event.identityType), event.string(event.identityNumber));
        Set<IndividualTaxEvent.Party> known = new HashSet<>();
        int named = 0;
        for (IndividualTaxEvent.Party party : event.related) {
            named += party.role() == role ? 1 : 0;
            boolean isStrange = party.role() != OTHER_PARTY && party.role() != role
                    || Map.entry(party.type(), party.number()).equals(own)
                    || !isRegular(party);
            if (isStrange || !known.add(party)) {
                return true;
            }
        }
        return named < least || named > most || event.related.size() > MOST_PARTIES;
    }

    private static boolean isRegular(IndividualTaxEvent.Party party) {
        byte[] number = party.number().getBytes(StandardCharsets.UTF_8);
        return switch (party.type()) {
            case "RESIDENT_ID" -> Identifiers.isRegularResident(number, 0, number.length);
            case "USCC" -> Identifiers.isRegularUscc(number, 0, number.length);
            default -> true;
        };
    }

    private void judgeTimes(IndividualTaxEvent event, Findings findings) {
        long changed = event.changedOn;
        judgeDay(changed, findings);
        judgeDay(event.validFromOn, findings);
        judgeDay(event.decidedOn, findings);
        if (changed > receivedDay) {
            findings.add(Rule.TIME_CHANGED_FUTURE);
        }
        if (changed < DAY_1900) {
            findings.add(Rule.TIME_CHANGED_BEFORE_1900);
        }
        if (event.recordedAt < FIRST_DAY * DAY_MS || event.recordedAt >= (LAST_DAY + 1) * DAY_MS) {
            findings.add(Rule.CONF_INSTANT_RANGE);
        } else if (changed > Math.floorDiv(event.recordedAt + BEIJING_MS, DAY_MS)) {
            findings.add(Rule.TIME_CHANGED_AFTER_RECORDED);
        }
        if (event.recordedAt > receivedMs + skewMs) {
            findings.add(Rule.TIME_RECORDED_FUTURE);
        }
    }

    private static void judgeDay(long day, Findings findings) {
        if (day != IndividualTaxEvent.NONE && (day < FIRST_DAY || day > LAST_DAY)) {
            findings.add(Rule.CONF_DATE_RANGE);
        }
    }

    private void judgeElements(IndividualTaxEvent event, Findings findings) {
        for (IndividualTaxEvent.Text text : event.elementTexts) {
            judgeNul(event, text, findings);
        }
        if (event.name.isBlank()) {
            findings.add(Rule.CONF_NAME); // Art. 22; no tax service is public security
        }
        require(!event.incomeKind.isBlank(), true, findings);
        require(event.periodFromOn != IndividualTaxEvent.NONE, true, findings);
        require(event.periodToOn != IndividualTaxEvent.NONE, true, findings);
        require(event.taxYear != IndividualTaxEvent.NONE, false, findings);
        require(event.declaredOn != IndividualTaxEvent.NONE, false, findings);
        require(isGiven(event, IndividualTaxEvent.INCOME), false, findings);
        require(isGiven(event, IndividualTaxEvent.TAXABLE_INCOME), false, findings);
        require(isGiven(event, IndividualTaxEvent.TAX_PAYABLE), false, findings);
        require(isGiven(event, IndividualTaxEvent.TAX_PAID), false, findings);
        judgeLength(event, event.name, LONGEST_TEXT, true, findings);
        judgeLength(event, event.withholdingAgent, LONGEST_TEXT, false, findings);
        judgeLength(event, event.taxAuthority, LONGEST_TEXT, false, findings);
        judgeLength(event, event.paymentCertificateNumber, LONGEST_CERTIFICATE_NUMBER, false, findings);
        judgeTaxpayerNumber(event, findings);
        judgeDay(event.birthOn, findings);
        judgeDay(event.periodFromOn, findings);
        judgeDay(event.periodToOn, findings);
        judgeDay(event.declaredOn, findings);
        judgeDay(event.paidOn, findings);
        judgeNumbers(event, findings);
        judgeCode(event, event.sexCode, sexes, false, findings);
        judgeCode(event, event.countryCode, countries, false, findings);
        judgeCode(event, event.incomeKind, incomeKinds, true, findings);
        judgeCode(event, event.taxDivisionCode, divisions, false, findings);
        IndividualTaxEvent.Text agent = event.withholdingAgentUscc;
        if (!agent.isAbsent()) {
            identifiers.judgeUscc(event.bytes, agent.start, agent.length, false, findings);
        }
    }

    private static boolean isGiven(IndividualTaxEvent event, int amount) {
        return !Double.isNaN(event.hundredths[amount]);
    }

    private static void require(boolean given, boolean refuses, Findings findings) {
        if (!given) {
            findings.add(Rule.CONF_REQUIRED, refuses);
        }
    }

    private static void judgeNul(IndividualTaxEvent event, IndividualTaxEvent.Text text, Findings findings) {
        for (int at = text.start, end = at + text.length; at < end; at++) {
            if (event.bytes[at] == 0) {
                findings.add(Rule.CONF_NUL);
                return;
            }
        }
    }

    private static boolean isLonger(IndividualTaxEvent event, IndividualTaxEvent.Text text, int longest) {
        return text.length > longest && event.characters(text) > longest;
    }

    private static void judgeLength(
            IndividualTaxEvent event, IndividualTaxEvent.Text text, int longest, boolean refuses, Findings findings) {
        if (isLonger(event, text, longest)) {
            findings.add(Rule.CONF_LENGTH, refuses);
        }
    }

    /** 15 to 20 digits and capitals. */
    private static void judgeTaxpayerNumber(IndividualTaxEvent event, Findings findings) {
        IndividualTaxEvent.Text number = event.taxpayerNumber;
        if (number.isAbsent()) {
            return;
        }
        boolean fits = number.length >= 15 && number.length <= 20;
        for (int at = number.start; fits && at < number.start + number.length; at++) {
            byte each = event.bytes[at];
            fits = each >= '0' && each <= '9' || each >= 'A' && each <= 'Z';
        }
        if (!fits) {
            findings.add(Rule.CONF_PATTERN);
        }
    }

    private static void judgeNumbers(IndividualTaxEvent event, Findings findings) {
        for (int at = 0; at < event.hundredths.length; at++) {
            double end = at == IndividualTaxEvent.RATE ? RATE_END : HUNDREDTHS_END;
            if (Math.abs(event.hundredths[at]) >= end) {
                findings.add(Rule.CONF_DECIMAL_RANGE);
            }
        }
        double rate = event.hundredths[IndividualTaxEvent.RATE];
        boolean isOutside = rate < 0 || rate > HIGHEST_RATE;
        if (isOutside || event.taxYear != IndividualTaxEvent.NONE && (event.taxYear < 1980 || event.taxYear > 2999)) {
            findings.add(Rule.CONF_BOUNDS);
        }
    }

    private static void judgeCode(
            IndividualTaxEvent event, IndividualTaxEvent.Text text, CodeList list, boolean refuses, Findings findings) {
        if (!text.isAbsent() && !list.contains(event.string(text), event.changedOn)) {
            findings.add(Rule.CONF_CODE, refuses);
        }
    }

    private void judgeResident(IndividualTaxEvent event, Findings findings) {
        IndividualTaxEvent.Text number = event.identityNumber;
        identifiers.judgeResident(event.bytes, number.start, number.length, today, findings);
        if (!Identifiers.isRegularResident(event.bytes, number.start, number.length)) {
            return;
        }
        int birth = Identifiers.decimal(event.bytes, number.start + 6, 8);
        if (event.birthOn != IndividualTaxEvent.NONE && Identifiers.isDate(birth)) {
            LocalDate born = LocalDate.of(birth / 10_000, birth / 100 % 100, birth % 100);
            if (born.toEpochDay() != event.birthOn) {
                findings.add(Rule.CONF_BIRTH_CONTRADICTS);
            }
        }
        boolean isOdd = (event.bytes[number.start + 16] & 1) == 1;
        if (event.sexCode.length == 1 && event.bytes[event.sexCode.start] == (isOdd ? '2' : '1')) {
            findings.add(Rule.CONF_SEX_CONTRADICTS);
        }
    }
}
