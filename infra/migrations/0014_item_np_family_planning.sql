-- columns of np-family-planning: {"name": "text", "sex_code": "text", "birth_on": "date", "marital_status_code": "text", "first_married_on": "date", "present_married_on": "date", "spouse_name": "text", "household_division_code": "text", "residence_division_code": "text", "residence_address": "text", "children_born_count": "integer", "children_adopted_count": "integer", "children_living_count": "integer", "birth_registration_number": "text", "birth_registered_on": "date", "birth_order": "integer", "expected_delivery_on": "date", "contraception_kind": "text", "contraception_from_on": "date", "only_child_certificate_number": "text", "only_child_certificate_issued_on": "date", "reward_kind": "text", "reward_from_on": "date", "floating_population": "boolean", "managing_office": "text", "record_checked_on": "date"}
CREATE TABLE natural_person.family_planning (
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
  marital_status_code text,
  first_married_on date,
  present_married_on date,
  spouse_name text,
  household_division_code text,
  residence_division_code text,
  residence_address text,
  children_born_count integer,
  children_adopted_count integer,
  children_living_count integer,
  birth_registration_number text,
  birth_registered_on date,
  birth_order integer,
  expected_delivery_on date,
  contraception_kind text,
  contraception_from_on date,
  only_child_certificate_number text,
  only_child_certificate_issued_on date,
  reward_kind text,
  reward_from_on date,
  floating_population boolean,
  managing_office text,
  record_checked_on date,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.family_planning_history (
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
  marital_status_code text,
  first_married_on date,
  present_married_on date,
  spouse_name text,
  household_division_code text,
  residence_division_code text,
  residence_address text,
  children_born_count integer,
  children_adopted_count integer,
  children_living_count integer,
  birth_registration_number text,
  birth_registered_on date,
  birth_order integer,
  expected_delivery_on date,
  contraception_kind text,
  contraception_from_on date,
  only_child_certificate_number text,
  only_child_certificate_issued_on date,
  reward_kind text,
  reward_from_on date,
  floating_population boolean,
  managing_office text,
  record_checked_on date,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX family_planning_history_version ON natural_person.family_planning_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX family_planning_related ON natural_person.family_planning USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX family_planning_history_related ON natural_person.family_planning_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.family_planning IS 'Family planning / 计划生育信息';
COMMENT ON COLUMN natural_person.family_planning.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.family_planning.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.family_planning.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.family_planning.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.family_planning.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.family_planning.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.family_planning.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.family_planning.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.family_planning.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.family_planning.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.family_planning.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.family_planning.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.family_planning.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.family_planning.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.family_planning.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.family_planning.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.family_planning.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.family_planning.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.family_planning.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.family_planning.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.family_planning.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.family_planning.first_married_on IS 'Day of the first marriage / 初婚日期';
COMMENT ON COLUMN natural_person.family_planning.present_married_on IS 'Day of the present marriage / 现婚日期';
COMMENT ON COLUMN natural_person.family_planning.spouse_name IS 'Name of the spouse / 配偶姓名';
COMMENT ON COLUMN natural_person.family_planning.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.family_planning.residence_division_code IS 'Division of the residence / 现居住地行政区划代码';
COMMENT ON COLUMN natural_person.family_planning.residence_address IS 'Address of the residence / 现居住地址';
COMMENT ON COLUMN natural_person.family_planning.children_born_count IS 'Children born / 生育子女数';
COMMENT ON COLUMN natural_person.family_planning.children_adopted_count IS 'Children adopted / 收养子女数';
COMMENT ON COLUMN natural_person.family_planning.children_living_count IS 'Children now living / 现存子女数';
COMMENT ON COLUMN natural_person.family_planning.birth_registration_number IS 'Number of the birth registration service / 生育登记服务编号';
COMMENT ON COLUMN natural_person.family_planning.birth_registered_on IS 'Day of the birth registration / 生育登记日期';
COMMENT ON COLUMN natural_person.family_planning.birth_order IS 'Order of the registered birth / 生育孩次';
COMMENT ON COLUMN natural_person.family_planning.expected_delivery_on IS 'Expected day of delivery / 预产期';
COMMENT ON COLUMN natural_person.family_planning.contraception_kind IS 'Contraception / 避孕节育措施';
COMMENT ON COLUMN natural_person.family_planning.contraception_from_on IS 'Since when / 避孕节育措施开始日期';
COMMENT ON COLUMN natural_person.family_planning.only_child_certificate_number IS 'Number of the only-child parents'' certificate / 独生子女父母光荣证号';
COMMENT ON COLUMN natural_person.family_planning.only_child_certificate_issued_on IS 'Day of issue of that certificate / 独生子女父母光荣证发证日期';
COMMENT ON COLUMN natural_person.family_planning.reward_kind IS 'Reward or support received / 奖励扶助类别';
COMMENT ON COLUMN natural_person.family_planning.reward_from_on IS 'First day of the reward / 奖励扶助开始日期';
COMMENT ON COLUMN natural_person.family_planning.floating_population IS 'Whether the person belongs to the floating population / 是否流动人口';
COMMENT ON COLUMN natural_person.family_planning.managing_office IS 'Office in charge / 管理单位';
COMMENT ON COLUMN natural_person.family_planning.record_checked_on IS 'Day the record was last checked / 信息核查日期';
COMMENT ON TABLE natural_person.family_planning_history IS 'Family planning / 计划生育信息';
COMMENT ON COLUMN natural_person.family_planning_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.family_planning_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.family_planning_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.family_planning_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.family_planning_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.family_planning_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.family_planning_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.family_planning_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.family_planning_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.family_planning_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.family_planning_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.family_planning_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.family_planning_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.family_planning_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.family_planning_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.family_planning_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.family_planning_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.family_planning_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.family_planning_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.family_planning_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.family_planning_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.family_planning_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.family_planning_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.family_planning_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.family_planning_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.family_planning_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.family_planning_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.family_planning_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.family_planning_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.family_planning_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.family_planning_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.family_planning_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.family_planning_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.family_planning_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.family_planning_history.marital_status_code IS 'Marital status / 婚姻状况代码';
COMMENT ON COLUMN natural_person.family_planning_history.first_married_on IS 'Day of the first marriage / 初婚日期';
COMMENT ON COLUMN natural_person.family_planning_history.present_married_on IS 'Day of the present marriage / 现婚日期';
COMMENT ON COLUMN natural_person.family_planning_history.spouse_name IS 'Name of the spouse / 配偶姓名';
COMMENT ON COLUMN natural_person.family_planning_history.household_division_code IS 'Division of the household registration / 户籍地行政区划代码';
COMMENT ON COLUMN natural_person.family_planning_history.residence_division_code IS 'Division of the residence / 现居住地行政区划代码';
COMMENT ON COLUMN natural_person.family_planning_history.residence_address IS 'Address of the residence / 现居住地址';
COMMENT ON COLUMN natural_person.family_planning_history.children_born_count IS 'Children born / 生育子女数';
COMMENT ON COLUMN natural_person.family_planning_history.children_adopted_count IS 'Children adopted / 收养子女数';
COMMENT ON COLUMN natural_person.family_planning_history.children_living_count IS 'Children now living / 现存子女数';
COMMENT ON COLUMN natural_person.family_planning_history.birth_registration_number IS 'Number of the birth registration service / 生育登记服务编号';
COMMENT ON COLUMN natural_person.family_planning_history.birth_registered_on IS 'Day of the birth registration / 生育登记日期';
COMMENT ON COLUMN natural_person.family_planning_history.birth_order IS 'Order of the registered birth / 生育孩次';
COMMENT ON COLUMN natural_person.family_planning_history.expected_delivery_on IS 'Expected day of delivery / 预产期';
COMMENT ON COLUMN natural_person.family_planning_history.contraception_kind IS 'Contraception / 避孕节育措施';
COMMENT ON COLUMN natural_person.family_planning_history.contraception_from_on IS 'Since when / 避孕节育措施开始日期';
COMMENT ON COLUMN natural_person.family_planning_history.only_child_certificate_number IS 'Number of the only-child parents'' certificate / 独生子女父母光荣证号';
COMMENT ON COLUMN natural_person.family_planning_history.only_child_certificate_issued_on IS 'Day of issue of that certificate / 独生子女父母光荣证发证日期';
COMMENT ON COLUMN natural_person.family_planning_history.reward_kind IS 'Reward or support received / 奖励扶助类别';
COMMENT ON COLUMN natural_person.family_planning_history.reward_from_on IS 'First day of the reward / 奖励扶助开始日期';
COMMENT ON COLUMN natural_person.family_planning_history.floating_population IS 'Whether the person belongs to the floating population / 是否流动人口';
COMMENT ON COLUMN natural_person.family_planning_history.managing_office IS 'Office in charge / 管理单位';
COMMENT ON COLUMN natural_person.family_planning_history.record_checked_on IS 'Day the record was last checked / 信息核查日期';
