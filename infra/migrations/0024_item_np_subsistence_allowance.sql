-- columns of np-subsistence-allowance: {"name": "text", "sex_code": "text", "birth_on": "date", "household_head_name": "text", "relation_to_head": "text", "family_member_count": "integer", "covered_member_count": "integer", "assistance_kind": "text", "certificate_number": "text", "health_status_code": "text", "employment_status_code": "text", "poverty_cause": "text", "family_monthly_income_yuan": "numeric(16,2)", "monthly_income_per_person_yuan": "numeric(16,2)", "monthly_allowance_yuan": "numeric(16,2)", "applied_on": "date", "approved_on": "date", "approval_authority": "text", "allowance_from_on": "date", "next_review_on": "date", "residence_division_code": "text", "residence_address": "text", "allowance_status": "text", "stopped_on": "date", "stop_reason": "text"}
CREATE TABLE natural_person.subsistence_allowance (
  identity_type text COLLATE "C" NOT NULL,
  identity_number text COLLATE "C" NOT NULL,
  record_id text COLLATE "C" NOT NULL,
  record_version bigint NOT NULL,
  provider text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  changed_on date NOT NULL,
  valid_from_on date,
  decided_on date,
  received_at timestamptz NOT NULL,
  item_version smallint NOT NULL,
  deleted boolean NOT NULL,
  reason text,
  related jsonb,
  flags text[] NOT NULL,
  topic_partition smallint NOT NULL,
  kafka_offset bigint NOT NULL,
  name text,
  sex_code text,
  birth_on date,
  household_head_name text,
  relation_to_head text,
  family_member_count integer,
  covered_member_count integer,
  assistance_kind text,
  certificate_number text,
  health_status_code text,
  employment_status_code text,
  poverty_cause text,
  family_monthly_income_yuan numeric(16,2),
  monthly_income_per_person_yuan numeric(16,2),
  monthly_allowance_yuan numeric(16,2),
  applied_on date,
  approved_on date,
  approval_authority text,
  allowance_from_on date,
  next_review_on date,
  residence_division_code text,
  residence_address text,
  allowance_status text,
  stopped_on date,
  stop_reason text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.subsistence_allowance_history (
  identity_type text COLLATE "C" NOT NULL,
  identity_number text COLLATE "C" NOT NULL,
  record_id text COLLATE "C" NOT NULL,
  record_version bigint NOT NULL,
  provider text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  changed_on date NOT NULL,
  valid_from_on date,
  decided_on date,
  received_at timestamptz NOT NULL,
  item_version smallint NOT NULL,
  deleted boolean NOT NULL,
  reason text,
  related jsonb,
  flags text[] NOT NULL,
  topic_partition smallint NOT NULL,
  kafka_offset bigint NOT NULL,
  event_id uuid NOT NULL,
  submission_id text,
  operation text NOT NULL,
  origin text NOT NULL,
  origin_ref text,
  origin_platform text,
  recorded_at timestamptz NOT NULL,
  review_ref text,
  due_on date,
  due_on_adjusted date,
  provisional boolean NOT NULL,
  approval text,
  rules_version text NOT NULL,
  materialised_at timestamptz NOT NULL DEFAULT now(),
  name text,
  sex_code text,
  birth_on date,
  household_head_name text,
  relation_to_head text,
  family_member_count integer,
  covered_member_count integer,
  assistance_kind text,
  certificate_number text,
  health_status_code text,
  employment_status_code text,
  poverty_cause text,
  family_monthly_income_yuan numeric(16,2),
  monthly_income_per_person_yuan numeric(16,2),
  monthly_allowance_yuan numeric(16,2),
  applied_on date,
  approved_on date,
  approval_authority text,
  allowance_from_on date,
  next_review_on date,
  residence_division_code text,
  residence_address text,
  allowance_status text,
  stopped_on date,
  stop_reason text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX subsistence_allowance_history_version ON natural_person.subsistence_allowance_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX subsistence_allowance_related ON natural_person.subsistence_allowance USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX subsistence_allowance_history_related ON natural_person.subsistence_allowance_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.subsistence_allowance IS 'Subsistence allowances / 最低生活保障信息';
COMMENT ON COLUMN natural_person.subsistence_allowance.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.subsistence_allowance.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.subsistence_allowance.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.subsistence_allowance.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.subsistence_allowance.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.subsistence_allowance.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.subsistence_allowance.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.subsistence_allowance.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.subsistence_allowance.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.subsistence_allowance.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.subsistence_allowance.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.subsistence_allowance.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.subsistence_allowance.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.subsistence_allowance.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.subsistence_allowance.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.subsistence_allowance.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.subsistence_allowance.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.subsistence_allowance.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.household_head_name IS 'Name of the applicant of the household / 户主(申请人)姓名';
COMMENT ON COLUMN natural_person.subsistence_allowance.relation_to_head IS 'Relation to the applicant / 与户主关系';
COMMENT ON COLUMN natural_person.subsistence_allowance.family_member_count IS 'Members of the family / 家庭成员数';
COMMENT ON COLUMN natural_person.subsistence_allowance.covered_member_count IS 'Members the assistance covers / 保障人口数';
COMMENT ON COLUMN natural_person.subsistence_allowance.assistance_kind IS 'Kind of assistance / 救助类别';
COMMENT ON COLUMN natural_person.subsistence_allowance.certificate_number IS 'Number of the assistance certificate / 救助证号';
COMMENT ON COLUMN natural_person.subsistence_allowance.health_status_code IS 'State of health / 健康状况代码';
COMMENT ON COLUMN natural_person.subsistence_allowance.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.subsistence_allowance.poverty_cause IS 'Cause of hardship / 致困原因';
COMMENT ON COLUMN natural_person.subsistence_allowance.family_monthly_income_yuan IS 'Monthly income of the family, yuan / 家庭月收入(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance.monthly_income_per_person_yuan IS 'Monthly income per person, yuan / 家庭月人均收入(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance.monthly_allowance_yuan IS 'Monthly allowance of the family, yuan / 月保障金额(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance.applied_on IS 'Day of application / 申请日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.approved_on IS 'Day of approval / 审批日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.approval_authority IS 'Approving authority / 审批机关';
COMMENT ON COLUMN natural_person.subsistence_allowance.allowance_from_on IS 'First day of the allowance / 保障开始日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.next_review_on IS 'Day of the next review / 下次复核日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.residence_division_code IS 'Division of the residence / 居住地行政区划代码';
COMMENT ON COLUMN natural_person.subsistence_allowance.residence_address IS 'Address of the residence / 居住地址';
COMMENT ON COLUMN natural_person.subsistence_allowance.allowance_status IS 'Status of the allowance / 保障状态';
COMMENT ON COLUMN natural_person.subsistence_allowance.stopped_on IS 'Day the allowance stopped / 停保日期';
COMMENT ON COLUMN natural_person.subsistence_allowance.stop_reason IS 'Reason it stopped / 停保原因';
COMMENT ON TABLE natural_person.subsistence_allowance_history IS 'Subsistence allowances / 最低生活保障信息';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.household_head_name IS 'Name of the applicant of the household / 户主(申请人)姓名';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.relation_to_head IS 'Relation to the applicant / 与户主关系';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.family_member_count IS 'Members of the family / 家庭成员数';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.covered_member_count IS 'Members the assistance covers / 保障人口数';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.assistance_kind IS 'Kind of assistance / 救助类别';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.certificate_number IS 'Number of the assistance certificate / 救助证号';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.health_status_code IS 'State of health / 健康状况代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.employment_status_code IS 'Status of employment / 从业状况代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.poverty_cause IS 'Cause of hardship / 致困原因';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.family_monthly_income_yuan IS 'Monthly income of the family, yuan / 家庭月收入(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.monthly_income_per_person_yuan IS 'Monthly income per person, yuan / 家庭月人均收入(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.monthly_allowance_yuan IS 'Monthly allowance of the family, yuan / 月保障金额(元)';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.applied_on IS 'Day of application / 申请日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.approved_on IS 'Day of approval / 审批日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.approval_authority IS 'Approving authority / 审批机关';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.allowance_from_on IS 'First day of the allowance / 保障开始日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.next_review_on IS 'Day of the next review / 下次复核日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.residence_division_code IS 'Division of the residence / 居住地行政区划代码';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.residence_address IS 'Address of the residence / 居住地址';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.allowance_status IS 'Status of the allowance / 保障状态';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.stopped_on IS 'Day the allowance stopped / 停保日期';
COMMENT ON COLUMN natural_person.subsistence_allowance_history.stop_reason IS 'Reason it stopped / 停保原因';
