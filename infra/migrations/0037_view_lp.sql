DROP VIEW IF EXISTS legal_person.entity;
CREATE VIEW legal_person.entity AS
SELECT s.identity_type, s.identity_number,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM legal_person.enterprise_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS enterprise_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM legal_person.enterprise_tax_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS enterprise_tax_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM legal_person.individual_business_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS individual_business_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM legal_person.nonprofit_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS nonprofit_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM legal_person.public_institution_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS public_institution_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM legal_person.uscc r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS uscc
FROM (
  SELECT identity_type, identity_number FROM legal_person.enterprise_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM legal_person.enterprise_tax_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM legal_person.individual_business_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM legal_person.nonprofit_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM legal_person.public_institution_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM legal_person.uscc WHERE NOT deleted
) s;
