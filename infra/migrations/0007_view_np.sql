DROP VIEW IF EXISTS natural_person.person;
CREATE VIEW natural_person.person AS
SELECT s.identity_type, s.identity_number,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.birth r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS birth,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.household_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS household_registration
FROM (
  SELECT identity_type, identity_number FROM natural_person.birth WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.household_registration WHERE NOT deleted
) s;
