-- What is done to the database as a whole, and kept as evidence. Art. 39(1): backups in the same city and elsewhere.
CREATE TABLE platform.backup (
  backup_id text PRIMARY KEY,
  site text NOT NULL CHECK (site IN ('SAME_CITY', 'REMOTE')),
  place text NOT NULL,
  taken_at timestamptz NOT NULL,
  finished_at timestamptz,
  bytes bigint,
  sha256 text,
  CHECK ((finished_at IS NULL) = (sha256 IS NULL) AND (finished_at IS NULL) = (bytes IS NULL))
);
COMMENT ON TABLE platform.backup IS 'Backups taken, Art. 39(1); one without an end was not completed / 已做的备份（第三十九条第一款）；无完成时间者未完成';

CREATE TABLE platform.restoration (
  restoration_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  backup_id text NOT NULL,
  restored_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.restoration IS 'Restorations of a backup into this database / 从备份恢复本库的记录';

-- Records that left a topic before they were written. Whoever accepts that says so by name; the gap stays on record.
CREATE TABLE platform.accepted_loss (
  topic text COLLATE "C" NOT NULL,
  topic_partition smallint NOT NULL,
  from_offset bigint NOT NULL,
  to_offset bigint NOT NULL,
  officer text NOT NULL,
  reason text NOT NULL,
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (topic, topic_partition, from_offset),
  CHECK (from_offset < to_offset)
);
COMMENT ON TABLE platform.accepted_loss IS 'Records lost from a topic before they were written, and who accepted it / 入库前已从主题丢失的记录及其确认人';
