-- What providers said about numbers, one row per statement, never rewritten. It follows from history alone.
CREATE TABLE platform.identity_link (
  item text COLLATE "C" NOT NULL,
  topic_partition smallint NOT NULL,
  kafka_offset bigint NOT NULL,
  position smallint NOT NULL,
  provider text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  relation text NOT NULL CHECK (relation IN ('REKEY', 'MERGE', 'SPLIT', 'SUCCESSION')),
  identity_type text COLLATE "C" NOT NULL,
  identity_number text COLLATE "C" NOT NULL,
  succeeded_by_type text COLLATE "C" NOT NULL,
  succeeded_by_number text COLLATE "C" NOT NULL,
  valid_from_on date NOT NULL,
  materialised_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (item, topic_partition, kafka_offset, position)
);
CREATE INDEX identity_link_former ON platform.identity_link (identity_type, identity_number);
CREATE INDEX identity_link_later ON platform.identity_link (succeeded_by_type, succeeded_by_number);
COMMENT ON TABLE platform.identity_link IS 'Statements about numbers: re-keyed, merged, split, succeeded / 号码变更、合并、拆分与承继的陈述';
COMMENT ON COLUMN platform.identity_link.item IS 'Item whose event said it / 事件所属信息项';
COMMENT ON COLUMN platform.identity_link.topic_partition IS 'Partition of that event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN platform.identity_link.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN platform.identity_link.position IS 'Place within the event, from 0 / 在事件内的次序,从 0 起';
COMMENT ON COLUMN platform.identity_link.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN platform.identity_link.seq IS 'The provider''s number of the event / 提供部门的事件序号';
COMMENT ON COLUMN platform.identity_link.relation IS 'REKEY, MERGE, SPLIT or SUCCESSION / 换号、合并、拆分或承继';
COMMENT ON COLUMN platform.identity_link.identity_type IS 'Type of the former number; of a split, of the whole / 原号码类型;拆分时为被拆分者';
COMMENT ON COLUMN platform.identity_link.identity_number IS 'The former number; of a split, of the whole / 原号码;拆分时为被拆分者';
COMMENT ON COLUMN platform.identity_link.succeeded_by_type IS 'Type of the number that follows it; of a split, of the part / 后继号码类型;拆分时为分出者';
COMMENT ON COLUMN platform.identity_link.succeeded_by_number IS 'The number that follows it; of a split, of the part / 后继号码;拆分时为分出者';
COMMENT ON COLUMN platform.identity_link.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN platform.identity_link.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';

-- What those statements come to. Written anew for a subject whenever something is said about one of its numbers.
CREATE TABLE platform.identity_alias (
  identity_type text COLLATE "C" NOT NULL,
  identity_number text COLLATE "C" NOT NULL,
  subject_type text COLLATE "C" NOT NULL,
  subject_number text COLLATE "C" NOT NULL,
  valid_from_on date NOT NULL,
  valid_to_on date CHECK (valid_from_on < valid_to_on),
  PRIMARY KEY (identity_type, identity_number, valid_from_on)
);
CREATE UNIQUE INDEX identity_alias_present ON platform.identity_alias (identity_type, identity_number)
  WHERE valid_to_on IS NULL;
CREATE INDEX identity_alias_subject ON platform.identity_alias (subject_type, subject_number) WHERE valid_to_on IS NULL;
COMMENT ON TABLE platform.identity_alias IS 'Numbers that stand for a subject known by another one / 代表同一主体的其他号码';
COMMENT ON COLUMN platform.identity_alias.identity_type IS 'Type of the number / 号码类型';
COMMENT ON COLUMN platform.identity_alias.identity_number IS 'The number / 号码';
COMMENT ON COLUMN platform.identity_alias.subject_type IS 'Type of the number the subject is known by / 主体现用号码类型';
COMMENT ON COLUMN platform.identity_alias.subject_number IS 'The number the subject is known by / 主体现用号码';
COMMENT ON COLUMN platform.identity_alias.valid_from_on IS 'First day / 起始日期';
COMMENT ON COLUMN platform.identity_alias.valid_to_on IS 'The day it ended, itself not included; null as far as is known / 终止日期(不含当日);为空表示至今有效';

-- How a number or another sensitive value is shown to people: of 15 characters or more the first three and the last two,
-- else stars alone (as `schemas.identifiers.mask`).
CREATE FUNCTION platform.mask(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN length(value) < 15 THEN repeat('*', length(value))
  ELSE regexp_replace(left(value, 3), '[^0-9A-Za-z]', '*', 'g') || repeat('*', least(length(value), 40) - 5)
    || regexp_replace(right(value, 2), '[^0-9A-Za-z]', '*', 'g')
END;
COMMENT ON FUNCTION platform.mask(text) IS 'A sensitive value as people see it / 敏感值的脱敏显示';

-- Codes of agencies and objects are nobody's secret, unless they hold so many digits that they may be a person's number.
CREATE FUNCTION platform.mask_identity(identity_type text, identity_number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN (identity_type = 'AGENCY' AND identity_number ~ '^[a-z0-9-]{2,40}$'
      OR identity_type = 'OBJECT' AND identity_number ~ '^[A-Z0-9-]{1,32}$')
    AND length(regexp_replace(identity_number, '[^0-9]', '', 'g')) < 8 THEN identity_number
  ELSE platform.mask(identity_number)
END;
COMMENT ON FUNCTION platform.mask_identity(text, text) IS 'An identity number as people see it / 身份标识号码的脱敏显示';
