-- Decisions by which a record no longer belongs to the provider of its row, where that provider cannot delete it with the
-- reason TRANSFERRED any more (Article 18). A decision holds for the versions there were; a newer one takes it back.
CREATE TABLE platform.record_release (
  record_release_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item text COLLATE "C" NOT NULL,
  identity_type text COLLATE "C" NOT NULL,
  identity_number text COLLATE "C" NOT NULL,
  record_id text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  record_version bigint NOT NULL,
  officer text NOT NULL,
  decision text NOT NULL,
  decided_at timestamptz NOT NULL,
  UNIQUE (item, identity_type, identity_number, record_id, provider, record_version)
);
COMMENT ON TABLE platform.record_release IS 'Records released from their provider by a decision, Art. 18 / 依决定解除提供部门归属的记录（第十八条）';
COMMENT ON COLUMN platform.record_release.provider IS 'Whose the record was / 原提供部门';
COMMENT ON COLUMN platform.record_release.record_version IS 'Version up to which the decision holds / 决定所及的最高版本';
COMMENT ON COLUMN platform.record_release.decision IS 'The decision it rests on / 所依据的决定';
