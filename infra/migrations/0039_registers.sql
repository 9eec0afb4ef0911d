-- What officers keep beside the directory, and the note of every change of it.
CREATE TABLE platform.correction_ticket (
  id text PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  opened_on date NOT NULL,
  closed_on date,
  decision text NOT NULL,
  CHECK (closed_on >= opened_on)
);
COMMENT ON TABLE platform.correction_ticket IS 'Requests to verify contested content, Art. 30 / 疑义信息校核工单（第三十条）';

CREATE TABLE platform.quarterly_approval (
  id text PRIMARY KEY,
  agency text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  scope text NOT NULL,
  approver text NOT NULL,
  given_on date NOT NULL,
  valid_from_on date NOT NULL,
  valid_to_on date NOT NULL,
  decision text NOT NULL,
  CHECK (given_on <= valid_from_on AND valid_from_on <= valid_to_on)
);
COMMENT ON TABLE platform.quarterly_approval IS 'Approvals of quarterly update, Art. 19(4) / 按季度更新的批准（第十九条第四款）';

CREATE TABLE platform.intake_outage (
  id text PRIMARY KEY,
  item text COLLATE "C",
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  declared_by text COLLATE "C" NOT NULL,
  evidence text NOT NULL,
  CHECK (started_at < ended_at)
);
COMMENT ON TABLE platform.intake_outage IS 'Declared outages of the intake; their days are not counted / 已公告的接收中断，所涉日期不计入期限';

CREATE TABLE platform.calendar_notice (
  notice text PRIMARY KEY,
  year smallint NOT NULL,
  stated jsonb NOT NULL
);
COMMENT ON TABLE platform.calendar_notice IS 'State Council notices loaded by officers / 已导入的国务院办公厅放假通知';

CREATE TABLE platform.reference_change (
  change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_at timestamptz NOT NULL DEFAULT now(),
  officer text NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  before jsonb,
  after jsonb,
  reason text
);
CREATE INDEX reference_change_key ON platform.reference_change (kind, key);
COMMENT ON TABLE platform.reference_change IS 'Every change of a register: who, when, what, why / 登记数据的每次变更：何人、何时、何事、何故';

-- Noted by the database, so that no way of changing a row passes unnoted. The lock is held to the end of the
-- transaction: whoever judges shares it, so a judgement stands on the rows before a change or on those after it.
CREATE FUNCTION platform.note_reference_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
  IF before IS NOT DISTINCT FROM after THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(165004);
  INSERT INTO platform.reference_change (officer, kind, key, before, after, reason)
  SELECT coalesce(nullif(current_setting('govsync.officer', true), ''), session_user), TG_ARGV[0],
    string_agg(coalesce(after, before) ->> part.name, '/' ORDER BY part.number), before, after,
    nullif(current_setting('govsync.reason', true), '')
  FROM unnest(string_to_array(TG_ARGV[1], ',')) WITH ORDINALITY AS part (name, number);
  RETURN NULL;
END;
$$;

CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never rewritten', TG_TABLE_NAME;
END;
$$;

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.responsibility FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('responsibility', 'item,element_group,territory,role,agency,valid_from_on');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.loading_window FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('window', 'loading_window');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.confidentiality_review FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('review', 'confidentiality_review');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.correction_ticket FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('ticket', 'id');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.quarterly_approval FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('approval', 'id');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.intake_outage FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('outage', 'id');
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.calendar_notice FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('notice', 'notice');
CREATE TRIGGER keep AFTER UPDATE OR DELETE ON platform.reference_change FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
