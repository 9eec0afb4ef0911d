package govsync.peers;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Arrays;

/** Resident numbers (GB 11643) and unified social credit codes (GB 32100), in their regular form. */
final class Identifiers {
    static final int LENGTH = 18;
    private static final String USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String RESIDENT_CHECK = "10X98765432";
    private static final String SUBJECT_CHECK = "0X987654321";
    private static final int[] SUBJECT_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] RESIDENT_WEIGHTS = new int[LENGTH - 1];
    private static final int[] USCC_WEIGHTS = new int[LENGTH - 1];
    private static final byte[] USCC_VALUES = new byte[128];
    private static final int EARLIEST_BIRTH_YEAR = 1850;
    private static final int CODES = 1_000_000;
    private static final int NATIONAL_AUTHORITY = 100_000;

    static {
        Arrays.fill(USCC_VALUES, (byte) -1);
        for (int value = 0; value < USCC_ALPHABET.length(); value++) {
            USCC_VALUES[USCC_ALPHABET.charAt(value)] = (byte) value;
        }
        int power = 1;
        for (int at = LENGTH - 2; at >= 0; at--) {
            power = power * 2 % 11;
            RESIDENT_WEIGHTS[at] = power;
        }
        power = 1;
        for (int at = 0; at < LENGTH - 1; at++) {
            USCC_WEIGHTS[at] = power;
            power = power * 3 % 31;
        }
    }

    private static final byte KNOWN = 1;
    private static final byte UNKNOWN = 2;

    private final CodeList divisions;
    private final CodeList categories;

    /** What was found out about a division, by its code; 0 where it was never asked. */
    private final byte[] regions = new byte[CODES];

    Identifiers(CodeList divisions, CodeList categories) {
        this.divisions = divisions;
        this.categories = categories;
    }

    private boolean isKnown(int region) {
        if (regions[region] == 0) {
            regions[region] = divisions.everContains(String.format("%06d", region)) ? KNOWN : UNKNOWN;
        }
        return regions[region] == KNOWN;
    }

    /** Judges a resident number. `today` is year, month and day in decimal places, such as 20260302. */
    void judgeResident(byte[] bytes, int start, int length, int today, Findings findings) {
        if (!isRegularResident(bytes, start, length)) {
            findings.add(Rule.ID_STRUCTURE);
            return;
        }
        int region = decimal(bytes, start, 6);
        int province = region / 10_000;
        if (province >= 81 && province <= 83) {
            findings.add(Rule.ID_TYPE_MISMATCH);
        } else if (!isKnown(province * 10_000)) {
            findings.add(Rule.ID_PROVINCE);
        } else if (!isKnown(region)) {
            findings.add(Rule.ID_REGION_UNKNOWN);
        }
        int birth = decimal(bytes, start + 6, 8);
        if (birth / 10_000 < EARLIEST_BIRTH_YEAR || !isDate(birth)) {
            findings.add(Rule.ID_BIRTH_DATE);
        } else if (birth > today) {
            findings.add(Rule.ID_BIRTH_FUTURE);
        }
        int sum = 0;
        for (int at = 0; at < LENGTH - 1; at++) {
            sum += (bytes[start + at] - '0') * RESIDENT_WEIGHTS[at];
        }
        if (RESIDENT_CHECK.charAt(sum % 11) != bytes[start + LENGTH - 1]) {
            findings.add(Rule.ID_CHECK);
        }
    }

    static boolean isRegularResident(byte[] bytes, int start, int length) {
        if (length != LENGTH) {
            return false;
        }
        for (int at = start; at < start + LENGTH - 1; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
        }
        byte last = bytes[start + LENGTH - 1];
        return last == 'X' || last >= '0' && last <= '9';
    }

    /** Judges a unified code; nothing it breaks weighs more than `refuses` allows. */
    void judgeUscc(byte[] bytes, int start, int length, boolean refuses, Findings findings) {
        if (!isRegularUscc(bytes, start, length)) {
            findings.add(Rule.ID_STRUCTURE, refuses);
            return;
        }
        if (!categories.everContains(new String(bytes, start, 2, StandardCharsets.US_ASCII))) {
            findings.add(Rule.ID_CATEGORY_UNKNOWN, false);
        }
        int region = decimal(bytes, start + 2, 6);
        if (region != NATIONAL_AUTHORITY && !isKnown(region)) {
            findings.add(Rule.ID_REGION_UNKNOWN, false);
        }
        int subject = 0;
        for (int at = 0; at < SUBJECT_WEIGHTS.length; at++) {
            subject += Character.digit(bytes[start + 8 + at], 36) * SUBJECT_WEIGHTS[at];
        }
        if (SUBJECT_CHECK.charAt(subject % 11) != bytes[start + 16]) {
            findings.add(Rule.ID_SUBJECT_CHECK, refuses);
        }
        int sum = 0;
        for (int at = 0; at < LENGTH - 1; at++) {
            sum += USCC_VALUES[bytes[start + at]] * USCC_WEIGHTS[at];
        }
        int remainder = sum % 31;
        int check = bytes[start + LENGTH - 1];
        if (USCC_ALPHABET.charAt((31 - remainder) % 31) != check) {
            boolean known = USCC_ALPHABET.charAt(remainder) == check;
            findings.add(known ? Rule.ID_CHECK_KNOWN_MISCALCULATION : Rule.ID_CHECK, refuses);
        }
    }

    static boolean isRegularUscc(byte[] bytes, int start, int length) {
        if (length != LENGTH) {
            return false;
        }
        for (int at = 0; at < LENGTH; at++) {
            byte each = bytes[start + at];
            if (each < 0 || USCC_VALUES[each] < 0 || at >= 2 && at < 8 && each > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether year, month and day in decimal places are a date. */
    static boolean isDate(int birth) {
        int year = birth / 10_000;
        int month = birth / 100 % 100;
        int day = birth % 100;
        return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    static int decimal(byte[] bytes, int start, int digits) {
        int value = 0;
        for (int at = start; at < start + digits; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }
}
