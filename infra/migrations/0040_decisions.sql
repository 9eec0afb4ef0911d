-- What officers decide about findings (Article 43). Only such a row makes a breach.
CREATE TABLE platform.finding_decision (
  finding_decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id text NOT NULL REFERENCES platform.finding,
  -- The decision it replaces. Unique: of two officers who decide at once, the second is told of the first.
  follows bigint REFERENCES platform.finding_decision,
  decision text NOT NULL CHECK (decision IN ('CONFIRMED', 'DISMISSED')),
  limb text CHECK (limb ~ '^43\([1-8]\)$'),
  officer text NOT NULL CHECK (btrim(officer) <> ''),
  statement text CHECK (btrim(statement) <> ''),
  no_statement_by_on date,
  reason text NOT NULL CHECK (btrim(reason) <> ''),
  decided_at timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (finding_id, follows),
  CHECK (statement IS NULL OR no_statement_by_on IS NULL),
  CHECK (decision = 'DISMISSED' OR (limb IS NOT NULL AND (statement IS NOT NULL OR no_statement_by_on IS NOT NULL)))
);
COMMENT ON TABLE platform.finding_decision IS
  'Decisions about findings, Art. 43; never changed, only followed by another / 对发现的认定（第四十三条），只增不改';
COMMENT ON COLUMN platform.finding_decision.limb IS 'Limb of Article 43 a confirmed finding falls under / 适用第四十三条的项';
COMMENT ON COLUMN platform.finding_decision.statement IS 'What the agency said about it / 部门陈述';
COMMENT ON COLUMN platform.finding_decision.no_statement_by_on IS
  'Day up to which the agency was heard and said nothing / 截至该日部门未陈述';

CREATE TRIGGER finding_decision_stands BEFORE UPDATE OR DELETE ON platform.finding_decision
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

-- The decision that holds for each finding: the latest.
CREATE VIEW platform.standing_decision AS
  SELECT DISTINCT ON (finding_id) * FROM platform.finding_decision ORDER BY finding_id, finding_decision_id DESC;
CREATE VIEW platform.breach AS
  SELECT f.finding_id, f.provider, f.item, f.due_on_adjusted, d.limb, d.finding_decision_id, d.decided_at
  FROM platform.finding f JOIN platform.standing_decision d USING (finding_id) WHERE d.decision = 'CONFIRMED';
COMMENT ON VIEW platform.breach IS 'Findings an officer confirmed, Art. 43 / 经认定的违规';
