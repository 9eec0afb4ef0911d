package govsync.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A code list: which code is in force on which day. */
final class CodeList {
    /** Days since 1970, both inclusive; a code may have several periods. */
    private record Period(int first, int last, Period earlier) {}

    private final Map<String, Period> periods = new HashMap<>();
    private final Pattern unlisted;

    /** Reads lines of code, first day and last day, parted by tabs. `unlisted` matches codes that need not be listed. */
    CodeList(Path file, String unlisted) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t");
            Period earlier = periods.get(parts[0]);
            periods.put(parts[0], new Period(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), earlier));
        }
        this.unlisted = unlisted.isEmpty() ? null : Pattern.compile(unlisted);
    }

    boolean contains(String code, long day) {
        Period period = periods.get(code);
        if (period == null) {
            return isUnlisted(code);
        }
        while (period != null && !(period.first <= day && day <= period.last)) {
            period = period.earlier;
        }
        return period != null;
    }

    boolean everContains(String code) {
        return periods.containsKey(code) || isUnlisted(code);
    }

    private boolean isUnlisted(String code) {
        return unlisted != null && unlisted.matcher(code).matches();
    }
}
