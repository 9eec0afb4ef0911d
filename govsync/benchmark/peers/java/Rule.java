package govsync.peers;

/** The rules that are judged here, in the order of their codes, and what each weighs where the element does not say. */
enum Rule {
    CONF_AFTER_MISSING,
    CONF_AFTER_UNEXPECTED,
    CONF_ATTEST,
    CONF_BIRTH_CONTRADICTS(false),
    CONF_BOUNDS(false),
    CONF_CODE,
    CONF_DATE_RANGE,
    CONF_DECIMAL_RANGE,
    CONF_DECODE,
    CONF_EVENT_ID,
    CONF_FRAME,
    CONF_IDENTITY_TYPE,
    CONF_INSTANT_RANGE,
    CONF_KEY,
    CONF_LENGTH,
    CONF_NAME,
    CONF_NUL,
    CONF_NULL_VALUE,
    CONF_PATTERN(false),
    CONF_REASON(false),
    CONF_RECORD_ID,
    CONF_RELATED,
    CONF_REQUIRED,
    CONF_REVIEW,
    CONF_SCHEMA_ID,
    CONF_SCHEMA_TOPIC,
    CONF_SECRET_MARK,
    CONF_SEQ,
    CONF_SEX_CONTRADICTS(false),
    CONF_SIZE,
    CONF_TRAILING,
    CONF_VERSION,
    ID_BIRTH_DATE,
    ID_BIRTH_FUTURE,
    ID_CATEGORY_UNKNOWN(false),
    ID_CHECK,
    ID_CHECK_KNOWN_MISCALCULATION,
    ID_PROVINCE,
    ID_REGION_UNKNOWN(false),
    ID_STRUCTURE,
    ID_SUBJECT_CHECK,
    ID_TYPE_MISMATCH,
    OWN_ITEM,
    OWN_RESPONSIBILITY,
    TIME_CHANGED_AFTER_RECORDED,
    TIME_CHANGED_BEFORE_1900,
    TIME_CHANGED_FUTURE,
    TIME_RECORDED_FUTURE;

    /** The code as it is written everywhere. */
    final String code = name().replace('_', '-');

    /** Whether an event that breaks it is refused, not accepted with a flag. */
    final boolean refuses;

    Rule() {
        this(true);
    }

    Rule(boolean refuses) {
        this.refuses = refuses;
    }
}
