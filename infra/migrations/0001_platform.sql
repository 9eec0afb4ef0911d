-- The platform's own tables; its schema is there already, for the register of migrations. Item tables follow in
-- generated migrations.
CREATE SCHEMA natural_person;
CREATE SCHEMA legal_person;
CREATE SCHEMA natural_resource;
CREATE SCHEMA licence;
CREATE SCHEMA other;

-- Kafka offsets and the ownership epoch live with the data: both change in one transaction or not at all.
CREATE TABLE platform.sink_offset (
  topic text COLLATE "C" NOT NULL,
  topic_partition smallint NOT NULL,
  next_offset bigint NOT NULL,
  epoch bigint NOT NULL DEFAULT 0,
  owner text,
  PRIMARY KEY (topic, topic_partition)
) WITH (fillfactor = 50);

-- Highest seq seen per provider and partition: only an event at or below it can be a repeat.
CREATE TABLE platform.seq_high_water (
  item text COLLATE "C" NOT NULL,
  topic_partition smallint NOT NULL,
  provider text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (item, topic_partition, provider)
) WITH (fillfactor = 50);

CREATE TABLE platform.quarantine (
  quarantine_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  seq bigint,
  submission_id text,
  severity text NOT NULL CHECK (severity IN ('quarantine', 'block')),
  findings jsonb NOT NULL,
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'RELEASED')),
  source_topic text COLLATE "C" NOT NULL,
  source_partition smallint NOT NULL,
  source_offset bigint NOT NULL,
  received_at timestamptz NOT NULL,
  quarantined_at timestamptz NOT NULL DEFAULT now(),
  key bytea,
  value bytea,
  value_sha256 bytea,
  identity_type text COLLATE "C",
  identity_number text COLLATE "C",
  record_id text COLLATE "C",
  record_version bigint,
  changed_on date,
  due_on date,
  provisional boolean NOT NULL,
  item_version smallint,
  replay_of text,
  rules_version text NOT NULL,
  -- Whether a timekeeper has taken the row's clock in hand: opened an obligation, or found that none is owed.
  clock_started boolean NOT NULL DEFAULT false,
  released_at timestamptz,
  UNIQUE (source_topic, source_partition, source_offset)
);
CREATE INDEX quarantine_clock_to_start ON platform.quarantine (quarantine_id)
  WHERE state = 'OPEN' AND changed_on IS NOT NULL AND item_version IS NOT NULL AND NOT clock_started;
CREATE INDEX quarantine_seq ON platform.quarantine (item, provider, seq) WHERE seq IS NOT NULL;
COMMENT ON TABLE platform.quarantine IS 'Refused records with their bytes and reasons / 被隔离的记录、原始字节与原因';

CREATE TABLE platform.submission (
  submission_id text PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  published bigint NOT NULL,
  first_seq bigint,
  last_seq bigint,
  rows_read bigint NOT NULL,
  rows_unchanged bigint NOT NULL,
  rows_refused bigint NOT NULL
);
CREATE INDEX submission_last_seq ON platform.submission (item, provider, last_seq) WHERE last_seq IS NOT NULL;

-- Receipts are appended per batch and summed when asked for: no hot row in the materialiser's transaction.
CREATE TABLE platform.submission_outcome (
  submission_outcome_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  submission_id text,
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  applied integer NOT NULL DEFAULT 0,
  superseded integer NOT NULL DEFAULT 0,
  repeat integer NOT NULL DEFAULT 0,
  quarantined integer NOT NULL DEFAULT 0,
  attested integer NOT NULL DEFAULT 0,
  flagged integer NOT NULL DEFAULT 0,
  late integer NOT NULL DEFAULT 0,
  past_target integer NOT NULL DEFAULT 0,
  committed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX submission_outcome_submission ON platform.submission_outcome (submission_id) WHERE submission_id IS NOT NULL;

-- An alert that takes another back names it; what was told is never changed.
CREATE TABLE platform.alert (
  alert_id text PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C",
  kind text NOT NULL,
  source text NOT NULL CHECK (source IN (
    'LATE_EVENT', 'REFUSED_EVENT', 'SEQUENCE_GAP', 'QUARTERLY_PRESENCE', 'HELD_SET_DIFFERS', 'OBLIGATION')),
  stage text NOT NULL,
  due_on date NOT NULL,
  due_on_adjusted date NOT NULL,
  count integer NOT NULL,
  raised_at timestamptz NOT NULL,
  article text NOT NULL,
  explanation_en text NOT NULL,
  explanation_zh text NOT NULL,
  rules_version text NOT NULL,
  refers_to text[] NOT NULL,
  retracts text REFERENCES platform.alert,
  CHECK ((retracts IS NOT NULL) = (stage = 'retracted'))
);
COMMENT ON COLUMN platform.alert.refers_to IS 'Events, refused records and obligations it speaks of, by id / 所涉事件、被拒收记录与义务的编号';
COMMENT ON COLUMN platform.alert.retracts IS 'The alert it takes back, whole or in part / 所撤回的提示';

-- A finding is never rewritten; alert_id says which alert told of it, and is set once.
CREATE TABLE platform.finding (
  finding_id text PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  event_id uuid NOT NULL,
  clock text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('ON_TIME', 'LATE', 'PAST_TARGET', 'PENDING', 'EXCUSED', 'NOT_APPLICABLE')),
  changed_on date NOT NULL,
  due_on date,
  due_on_adjusted date,
  provisional boolean NOT NULL,
  received_at timestamptz NOT NULL,
  item_version smallint NOT NULL,
  approval text,
  ticket text,
  rules_version text NOT NULL,
  calendar_version text NOT NULL,
  reason text,
  follows text REFERENCES platform.finding,
  found_at timestamptz NOT NULL DEFAULT now(),
  -- A timekeeper has told of it, or found that there is nothing (any more) to tell.
  settled boolean NOT NULL DEFAULT false,
  alert_id text REFERENCES platform.alert,
  retraction_id text REFERENCES platform.alert
);
CREATE INDEX finding_event ON platform.finding (event_id);
CREATE INDEX finding_follows ON platform.finding (follows) WHERE follows IS NOT NULL;
COMMENT ON COLUMN platform.finding.due_on_adjusted IS 'The due date without the days of declared outages, by which it was judged / 扣除接收中断后据以评判的到期日';
COMMENT ON COLUMN platform.finding.approval IS 'Approval by which it was due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN platform.finding.ticket IS 'Ticket whose opening started the clock, Art. 30(2) / 起算校核期限的工单（第三十条第二款）';
COMMENT ON COLUMN platform.finding.reason IS 'Register and row whose change made the event be judged again / 导致重新评判的登记类别与编号';
COMMENT ON COLUMN platform.finding.follows IS 'The earlier finding about the same event and clock / 同一事件同一时限的前一项认定';
CREATE INDEX finding_unsettled ON platform.finding (provider, item, due_on_adjusted, finding_id) WHERE NOT settled;

-- A clock that runs, whatever opened it. Rows of one source and subject are one obligation, however often they are seen.
CREATE TABLE platform.obligation (
  obligation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  source text NOT NULL CHECK (source IN (
    'REFUSED_EVENT', 'SEQUENCE_GAP', 'QUARTERLY_PRESENCE', 'HELD_SET_DIFFERS', 'OBLIGATION')),
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C",
  subject text COLLATE "C" NOT NULL,
  item_version smallint,
  quarantine_id bigint UNIQUE REFERENCES platform.quarantine,
  follows bigint REFERENCES platform.obligation,
  opened_on date NOT NULL,
  working_days smallint CHECK (working_days > 0),
  due_on date,
  due_on_adjusted date,
  provisional boolean NOT NULL,
  plan text NOT NULL,
  rules_version text NOT NULL,
  known_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  basis text NOT NULL,
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'CLOSED', 'RETRACTED')),
  stopped_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  reason text,
  evidence text,
  UNIQUE NULLS NOT DISTINCT (source, kind, provider, item, subject),
  CHECK ((state = 'OPEN') = (closed_at IS NULL)),
  CHECK ((state = 'CLOSED') = (stopped_at IS NOT NULL)),
  CHECK (state = 'OPEN' OR (closed_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE INDEX obligation_open ON platform.obligation (item, obligation_id) WHERE state = 'OPEN';
CREATE INDEX obligation_closed ON platform.obligation (closed_at) WHERE state = 'CLOSED';
COMMENT ON TABLE platform.obligation IS 'Clocks of the Rules that run or have run / 时限义务';
COMMENT ON COLUMN platform.obligation.kind IS 'D1 to D15, P1 to P6 of the clock register / 时限类别';
COMMENT ON COLUMN platform.obligation.provider IS 'The agency that owes it / 义务部门';
COMMENT ON COLUMN platform.obligation.subject IS 'What it is about, without personal data / 事由，不含个人信息';
COMMENT ON COLUMN platform.obligation.follows IS 'The obligation whose end started it / 前一义务';
COMMENT ON COLUMN platform.obligation.opened_on IS 'The day the clock starts, Beijing time; of a change, its date / 起算日期';
COMMENT ON COLUMN platform.obligation.working_days IS 'Limit set for this case / 本案设定的工作日数';
COMMENT ON COLUMN platform.obligation.due_on_adjusted IS 'due_on without declared intake outages; stages follow it / 扣除接收中断后的到期日';
COMMENT ON COLUMN platform.obligation.plan IS 'Hash of the dates and stages it was given / 日期与阶段的摘要';
COMMENT ON COLUMN platform.obligation.known_at IS 'Since when it could be known: stages over by then are not told / 可知悉时刻';
COMMENT ON COLUMN platform.obligation.basis IS 'Why it was opened / 立项依据';
COMMENT ON COLUMN platform.obligation.stopped_at IS 'When what is owed was done; stages that begin later do not hold / 完成时刻';

-- Whoever writes a stage holds its obligation's row lock. A dropped stage is never told of; a retracted one was, and its
-- retraction too: if it comes to hold again it is another telling.
CREATE TABLE platform.obligation_stage (
  obligation_id bigint NOT NULL REFERENCES platform.obligation,
  stage text NOT NULL,
  telling smallint NOT NULL DEFAULT 1,
  -- The item whose events must have been worked through up to due_at before the stage is told of; '' for none.
  awaits text COLLATE "C" NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'EMITTED', 'DROPPED', 'RETRACTED')),
  alert_id text REFERENCES platform.alert,
  retraction_id text REFERENCES platform.alert,
  PRIMARY KEY (obligation_id, stage, telling),
  CHECK ((state IN ('EMITTED', 'RETRACTED')) = (alert_id IS NOT NULL)),
  CHECK ((state = 'RETRACTED') = (retraction_id IS NOT NULL))
);
CREATE INDEX obligation_stage_due ON platform.obligation_stage (awaits, due_at) WHERE state = 'OPEN';
CREATE INDEX obligation_stage_alert ON platform.obligation_stage (alert_id) WHERE alert_id IS NOT NULL;

-- How far each provider's numbers were looked through. What is missing up to watched_through becomes an obligation once
-- the grace period since watched_at is over; up to complete_through all have come, or have one.
CREATE TABLE platform.seq_watch (
  item text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  complete_through bigint NOT NULL DEFAULT 0,
  watched_through bigint NOT NULL,
  watched_at timestamptz NOT NULL,
  PRIMARY KEY (item, provider)
) WITH (fillfactor = 50);

-- Ids are given under a lock by whoever inserts, so they become visible in order and the relay can trust its last one.
CREATE TABLE platform.alert_outbox (
  outbox_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id text NOT NULL UNIQUE REFERENCES platform.alert
);

CREATE TABLE platform.access_log (
  access_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  purpose text NOT NULL,
  access text NOT NULL,
  records bigint NOT NULL,
  accessed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE platform.responsibility (
  item text COLLATE "C" NOT NULL,
  element_group text NOT NULL,
  territory text NOT NULL,
  subjects text,
  role text NOT NULL CHECK (role IN ('COLLECTOR', 'VERIFIER', 'PROVIDER')),
  agency text COLLATE "C" NOT NULL,
  entrusted_by text,
  valid_from_on date NOT NULL,
  valid_to_on date,
  decision text NOT NULL,
  PRIMARY KEY (item, element_group, territory, role, agency, valid_from_on)
);

CREATE TABLE platform.loading_window (
  loading_window text PRIMARY KEY,
  provider text,
  item text,
  approved_on date NOT NULL,
  opens_on date NOT NULL,
  closes_on date,
  approved_by text NOT NULL,
  decision text NOT NULL
);
CREATE TABLE platform.confidentiality_review (
  confidentiality_review text PRIMARY KEY,
  provider text,
  item text,
  valid_from_on date NOT NULL,
  valid_to_on date,
  decision text NOT NULL
);
COMMENT ON TABLE platform.confidentiality_review IS 'Reviews by which publishing is allowed, Art. 20(2) / 保密审查（第二十条第二款）';
COMMENT ON TABLE platform.loading_window IS 'Declared windows for BACKFILL and SNAPSHOT / 批量补录与快照的已批准窗口';
