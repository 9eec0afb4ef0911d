DROP VIEW IF EXISTS natural_person.person;
CREATE VIEW natural_person.person AS
SELECT s.identity_type, s.identity_number,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.adoption r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS adoption,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.birth r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS birth,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.death r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS death,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.disability_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS disability_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.education r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS education,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.family_planning r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS family_planning,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.guardianship r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS guardianship,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.household_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS household_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.housing_fund_registration r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS housing_fund_registration,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.individual_tax r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS individual_tax,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.marriage r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS marriage,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.practising_certificate r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS practising_certificate,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.qualification_certificate r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS qualification_certificate,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.residence r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS residence,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.social_security r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS social_security,
  (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM natural_person.subsistence_allowance r
    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted) AS subsistence_allowance
FROM (
  SELECT identity_type, identity_number FROM natural_person.adoption WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.birth WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.death WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.disability_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.education WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.family_planning WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.guardianship WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.household_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.housing_fund_registration WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.individual_tax WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.marriage WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.practising_certificate WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.qualification_certificate WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.residence WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.social_security WHERE NOT deleted
  UNION SELECT identity_type, identity_number FROM natural_person.subsistence_allowance WHERE NOT deleted
) s;
