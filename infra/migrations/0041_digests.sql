-- Digests of held sets, how the shared copy compares with them, and the records in which they differ (Articles 19(1),
-- 43(3)). What providers state is kept as it came; what was found is written once.
CREATE TABLE platform.digest (
  digest_id text PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  held_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  pseudonym_key_id text NOT NULL,
  record_count bigint NOT NULL,
  key_set_hash bytea NOT NULL,
  bucket_record_counts bigint[] NOT NULL,
  bucket_content_hashes bytea[] NOT NULL,
  compared boolean NOT NULL DEFAULT false
);
CREATE INDEX digest_to_compare ON platform.digest (received_at) WHERE NOT compared;
CREATE INDEX digest_received ON platform.digest (provider, item, received_at);
COMMENT ON TABLE platform.digest IS 'What providers stated to hold, Art. 19(1) / 提供部门所持信息摘要（第十九条第一款）';

CREATE TABLE platform.digest_detail (
  digest_id text PRIMARY KEY REFERENCES platform.digest,
  received_at timestamptz NOT NULL,
  buckets smallint[] NOT NULL,
  pseudonyms bytea[] NOT NULL,
  fingerprints bytea[] NOT NULL,
  changed_on date[] NOT NULL,
  narrowed boolean NOT NULL DEFAULT false
);
CREATE INDEX digest_detail_to_narrow ON platform.digest_detail (received_at) WHERE NOT narrowed;
COMMENT ON TABLE platform.digest_detail IS 'Records of differing buckets, under pseudonyms / 不一致桶内的记录（假名）';

CREATE TABLE platform.digest_comparison (
  digest_id text PRIMARY KEY REFERENCES platform.digest,
  outcome text NOT NULL CHECK (outcome IN ('AGREES', 'DIFFERS', 'OTHER_KEY')),
  record_count bigint NOT NULL,
  differing_buckets smallint[] NOT NULL,
  -- Seqs up to the digest's that never came: what they told of is not shared either.
  missing_seqs bigint NOT NULL,
  compared_at timestamptz NOT NULL,
  -- Whether a timekeeper has opened or closed what follows from it.
  acted_on boolean NOT NULL DEFAULT false
);
CREATE INDEX digest_comparison_to_act_on ON platform.digest_comparison (compared_at) WHERE NOT acted_on;
COMMENT ON TABLE platform.digest_comparison IS 'Whether the shared copy is what was held, as of the digest''s seq / 共享与所持是否一致';

CREATE TABLE platform.digest_narrowing (
  digest_id text PRIMARY KEY REFERENCES platform.digest_comparison,
  -- OTHER_REGISTER: the detail does not add up to its digest, so nothing follows from it.
  outcome text NOT NULL CHECK (outcome IN ('NARROWED', 'OTHER_REGISTER')),
  buckets smallint[] NOT NULL,
  narrowed_at timestamptz NOT NULL,
  acted_on boolean NOT NULL DEFAULT false
);
CREATE INDEX digest_narrowing_to_act_on ON platform.digest_narrowing (narrowed_at) WHERE NOT acted_on;

CREATE TABLE platform.digest_difference (
  digest_id text NOT NULL REFERENCES platform.digest_narrowing,
  pseudonym bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('MISSING', 'STALE', 'EXTRA')),
  -- As the provider states it; null where it holds no such record.
  changed_on date,
  -- Of the provider's event that is shared; null where none is.
  seq bigint,
  -- An event about the record is held in quarantine, so its own clock runs.
  in_quarantine boolean NOT NULL,
  PRIMARY KEY (digest_id, pseudonym)
);
COMMENT ON TABLE platform.digest_difference IS 'Records in which held and shared differ, by pseudonym / 所持与共享不一致的记录（假名）';
