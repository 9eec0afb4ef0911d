package govsync.peers;

import java.util.function.Consumer;

/** The rules one event breaks. */
final class Findings {
    private static final Rule[] RULES = Rule.values();

    private long broken;
    private boolean refused;

    void clear() {
        broken = 0;
        refused = false;
    }

    void add(Rule rule) {
        add(rule, rule.refuses);
    }

    void add(Rule rule, boolean refuses) {
        broken |= 1L << rule.ordinal();
        refused |= refuses;
    }

    boolean isEmpty() {
        return broken == 0;
    }

    /** Whether one of them refuses the event; else all are flags. */
    boolean isRefused() {
        return refused;
    }

    int count() {
        return Long.bitCount(broken);
    }

    /** Calls with the code of each, in their order. */
    void forEach(Consumer<String> action) {
        for (long left = broken; left != 0; left &= left - 1) {
            action.accept(RULES[Long.numberOfTrailingZeros(left)].code);
        }
    }
}
