-- Refused records that are tried again, let in on their provider's confirmation, and in the end forgotten.

-- One row per attempt to bring a held record in. It names the record by its place, not by its quarantine row: after a
-- restore the outcome of an attempt may be read before the record it is about.
CREATE TABLE platform.quarantine_replay (
  source_topic text COLLATE "C" NOT NULL,
  source_partition smallint NOT NULL,
  source_offset bigint NOT NULL,
  attempt smallint NOT NULL CHECK (attempt >= 1),
  state text NOT NULL CHECK (state IN ('PLANNED', 'SENT', 'ACCEPTED', 'REPEAT', 'REFUSED')),
  planned_by text,
  planned_at timestamptz,
  sent_at timestamptz,
  decided_at timestamptz DEFAULT now(),
  findings jsonb,
  rules_version text,
  PRIMARY KEY (source_topic, source_partition, source_offset, attempt)
);
-- At most one attempt of a record is underway, however many people plan.
CREATE UNIQUE INDEX quarantine_replay_underway ON platform.quarantine_replay (source_topic, source_partition, source_offset)
  WHERE state IN ('PLANNED', 'SENT');
CREATE INDEX quarantine_replay_planned ON platform.quarantine_replay (source_topic, source_partition, source_offset)
  WHERE state = 'PLANNED';
COMMENT ON TABLE platform.quarantine_replay IS 'Attempts to bring refused records in / 隔离记录的重放';
COMMENT ON COLUMN platform.quarantine_replay.state IS
  'ACCEPTED: it is in history now; REPEAT: it was already; REFUSED: it is still held / 已接收、此前已接收、仍被拒收';

-- That a provider confirmed a really issued code: the rules named do not hold this very record back any more.
CREATE TABLE platform.quarantine_release (
  quarantine_id bigint PRIMARY KEY REFERENCES platform.quarantine,
  rules text[] NOT NULL,
  value_sha256 bytea NOT NULL,
  officer text NOT NULL,
  statement text NOT NULL,
  reason text NOT NULL,
  decided_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.quarantine_release IS 'Decisions to let a refused record in / 放行决定';

-- What remains of a refused record whose bytes and numbers have been deleted.
CREATE TABLE platform.quarantine_purge (
  quarantine_id bigint PRIMARY KEY REFERENCES platform.quarantine,
  value_sha256 bytea,
  bytes_size integer NOT NULL,
  officer text NOT NULL,
  reason text NOT NULL,
  purged_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.quarantine_purge IS 'Refused records whose bytes were deleted / 已清除原始字节的隔离记录';

-- That a validator stopped taking an item's events for a while, since most of them were refused.
CREATE TABLE platform.intake_pause (
  intake_pause_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item text COLLATE "C" NOT NULL,
  instance text NOT NULL,
  paused_at timestamptz NOT NULL,
  resumes_at timestamptz NOT NULL,
  events integer NOT NULL,
  refused integer NOT NULL
);
CREATE INDEX intake_pause_resumes ON platform.intake_pause (resumes_at);
COMMENT ON TABLE platform.intake_pause IS 'Pauses of an item''s intake / 信息项接收的暂停';
