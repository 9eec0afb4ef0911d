DROP VIEW IF EXISTS legal_person.entity;
CREATE VIEW legal_person.entity AS
SELECT s.identity_type, s.identity_number,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM legal_person.enterprise_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS enterprise_registration
FROM (
  SELECT identity_type, identity_number FROM legal_person.enterprise_registration WHERE NOT deleted
) s;
