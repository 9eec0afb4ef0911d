-- What an agency was granted of an item that is shared under conditions (Articles 9(3), 10(3), 26(2)).
CREATE TABLE platform.sharing_grant (
  agency text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  projection text NOT NULL CHECK (projection IN ('FULL', 'MASKED')),
  valid_from_on date NOT NULL,
  valid_to_on date,
  decision text NOT NULL,
  PRIMARY KEY (agency, item, valid_from_on),
  CHECK (valid_from_on <= valid_to_on)
);
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON platform.sharing_grant FOR EACH ROW
  EXECUTE FUNCTION platform.note_reference_change('grant', 'agency,item,valid_from_on');
COMMENT ON TABLE platform.sharing_grant IS 'Grants of items shared under conditions, Art. 26(2) / 有条件共享信息的获准使用（第二十六条第二款）';
COMMENT ON COLUMN platform.sharing_grant.agency IS 'Agency that may read / 获准部门';
COMMENT ON COLUMN platform.sharing_grant.item IS 'Item code / 信息项代码';
COMMENT ON COLUMN platform.sharing_grant.projection IS 'FULL, or MASKED where only a part was granted / 全部,或仅脱敏部分';
COMMENT ON COLUMN platform.sharing_grant.valid_from_on IS 'First day / 起始日期';
COMMENT ON COLUMN platform.sharing_grant.valid_to_on IS 'Last day; null if none was set / 截止日期;为空表示未设';
COMMENT ON COLUMN platform.sharing_grant.decision IS 'The reply by which it was granted / 据以获准的答复';
