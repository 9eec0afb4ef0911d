-- columns of lp-individual-business-registration: {"entity_name": "text", "registration_number": "text", "operator_name": "text", "operation_form": "text", "business_scope": "text", "business_address": "text", "business_division_code": "text", "industry_code": "text", "funds_amount": "numeric(20,6)", "employee_count": "integer", "online_operation": "boolean", "contact_telephone": "text", "registration_authority": "text", "registration_status": "text", "established_on": "date", "approved_on": "date", "licence_issued_on": "date", "revoked_on": "date", "cancelled_on": "date", "cancellation_reason": "text", "converted_to_uscc": "text"}
CREATE TABLE legal_person.individual_business_registration (
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
  entity_name text,
  registration_number text,
  operator_name text,
  operation_form text,
  business_scope text,
  business_address text,
  business_division_code text,
  industry_code text,
  funds_amount numeric(20,6),
  employee_count integer,
  online_operation boolean,
  contact_telephone text,
  registration_authority text,
  registration_status text,
  established_on date,
  approved_on date,
  licence_issued_on date,
  revoked_on date,
  cancelled_on date,
  cancellation_reason text,
  converted_to_uscc text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE legal_person.individual_business_registration_history (
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
  entity_name text,
  registration_number text,
  operator_name text,
  operation_form text,
  business_scope text,
  business_address text,
  business_division_code text,
  industry_code text,
  funds_amount numeric(20,6),
  employee_count integer,
  online_operation boolean,
  contact_telephone text,
  registration_authority text,
  registration_status text,
  established_on date,
  approved_on date,
  licence_issued_on date,
  revoked_on date,
  cancelled_on date,
  cancellation_reason text,
  converted_to_uscc text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX individual_business_registration_history_version ON legal_person.individual_business_registration_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX individual_business_registration_related ON legal_person.individual_business_registration USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX individual_business_registration_history_related ON legal_person.individual_business_registration_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE legal_person.individual_business_registration IS 'Individual business registration / 个体工商户登记信息';
COMMENT ON COLUMN legal_person.individual_business_registration.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.individual_business_registration.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.individual_business_registration.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.individual_business_registration.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.individual_business_registration.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.individual_business_registration.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.individual_business_registration.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.individual_business_registration.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.individual_business_registration.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.individual_business_registration.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.individual_business_registration.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.individual_business_registration.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.individual_business_registration.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.individual_business_registration.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.individual_business_registration.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.individual_business_registration.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.individual_business_registration.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.individual_business_registration.entity_name IS 'Trade name, if it has one / 字号名称';
COMMENT ON COLUMN legal_person.individual_business_registration.registration_number IS 'Business licence number from before the unified code / 注册号';
COMMENT ON COLUMN legal_person.individual_business_registration.operator_name IS 'Name of the operator / 经营者姓名';
COMMENT ON COLUMN legal_person.individual_business_registration.operation_form IS 'Form of operation / 组成形式';
COMMENT ON COLUMN legal_person.individual_business_registration.business_scope IS 'Scope of business as registered / 经营范围';
COMMENT ON COLUMN legal_person.individual_business_registration.business_address IS 'Address of business / 经营场所';
COMMENT ON COLUMN legal_person.individual_business_registration.business_division_code IS 'County-level division of the address / 经营场所行政区划代码';
COMMENT ON COLUMN legal_person.individual_business_registration.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.individual_business_registration.funds_amount IS 'Funds in units of 10,000 yuan / 资金数额(万元)';
COMMENT ON COLUMN legal_person.individual_business_registration.employee_count IS 'Persons working in it / 从业人数';
COMMENT ON COLUMN legal_person.individual_business_registration.online_operation IS 'Whether it operates on the Internet alone / 是否仅从事网络经营';
COMMENT ON COLUMN legal_person.individual_business_registration.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN legal_person.individual_business_registration.registration_authority IS 'Registering authority / 登记机关';
COMMENT ON COLUMN legal_person.individual_business_registration.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.individual_business_registration.established_on IS 'Day of first registration / 成立日期';
COMMENT ON COLUMN legal_person.individual_business_registration.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.individual_business_registration.licence_issued_on IS 'Day of issue of the licence / 执照签发日期';
COMMENT ON COLUMN legal_person.individual_business_registration.revoked_on IS 'Day the licence was revoked / 吊销日期';
COMMENT ON COLUMN legal_person.individual_business_registration.cancelled_on IS 'Day of deregistration / 注销日期';
COMMENT ON COLUMN legal_person.individual_business_registration.cancellation_reason IS 'Reason of deregistration / 注销原因';
COMMENT ON COLUMN legal_person.individual_business_registration.converted_to_uscc IS 'Code of the enterprise it was converted into / 转型企业统一社会信用代码';
COMMENT ON TABLE legal_person.individual_business_registration_history IS 'Individual business registration / 个体工商户登记信息';
COMMENT ON COLUMN legal_person.individual_business_registration_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN legal_person.individual_business_registration_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN legal_person.individual_business_registration_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN legal_person.individual_business_registration_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN legal_person.individual_business_registration_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN legal_person.individual_business_registration_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN legal_person.individual_business_registration_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN legal_person.individual_business_registration_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN legal_person.individual_business_registration_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN legal_person.individual_business_registration_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN legal_person.individual_business_registration_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN legal_person.individual_business_registration_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN legal_person.individual_business_registration_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN legal_person.individual_business_registration_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN legal_person.individual_business_registration_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN legal_person.individual_business_registration_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN legal_person.individual_business_registration_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN legal_person.individual_business_registration_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN legal_person.individual_business_registration_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN legal_person.individual_business_registration_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN legal_person.individual_business_registration_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN legal_person.individual_business_registration_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN legal_person.individual_business_registration_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN legal_person.individual_business_registration_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN legal_person.individual_business_registration_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN legal_person.individual_business_registration_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN legal_person.individual_business_registration_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN legal_person.individual_business_registration_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN legal_person.individual_business_registration_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN legal_person.individual_business_registration_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN legal_person.individual_business_registration_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN legal_person.individual_business_registration_history.entity_name IS 'Trade name, if it has one / 字号名称';
COMMENT ON COLUMN legal_person.individual_business_registration_history.registration_number IS 'Business licence number from before the unified code / 注册号';
COMMENT ON COLUMN legal_person.individual_business_registration_history.operator_name IS 'Name of the operator / 经营者姓名';
COMMENT ON COLUMN legal_person.individual_business_registration_history.operation_form IS 'Form of operation / 组成形式';
COMMENT ON COLUMN legal_person.individual_business_registration_history.business_scope IS 'Scope of business as registered / 经营范围';
COMMENT ON COLUMN legal_person.individual_business_registration_history.business_address IS 'Address of business / 经营场所';
COMMENT ON COLUMN legal_person.individual_business_registration_history.business_division_code IS 'County-level division of the address / 经营场所行政区划代码';
COMMENT ON COLUMN legal_person.individual_business_registration_history.industry_code IS 'Industry / 行业代码';
COMMENT ON COLUMN legal_person.individual_business_registration_history.funds_amount IS 'Funds in units of 10,000 yuan / 资金数额(万元)';
COMMENT ON COLUMN legal_person.individual_business_registration_history.employee_count IS 'Persons working in it / 从业人数';
COMMENT ON COLUMN legal_person.individual_business_registration_history.online_operation IS 'Whether it operates on the Internet alone / 是否仅从事网络经营';
COMMENT ON COLUMN legal_person.individual_business_registration_history.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON COLUMN legal_person.individual_business_registration_history.registration_authority IS 'Registering authority / 登记机关';
COMMENT ON COLUMN legal_person.individual_business_registration_history.registration_status IS 'Status in the register / 登记状态';
COMMENT ON COLUMN legal_person.individual_business_registration_history.established_on IS 'Day of first registration / 成立日期';
COMMENT ON COLUMN legal_person.individual_business_registration_history.approved_on IS 'Day of approval of the latest change / 核准日期';
COMMENT ON COLUMN legal_person.individual_business_registration_history.licence_issued_on IS 'Day of issue of the licence / 执照签发日期';
COMMENT ON COLUMN legal_person.individual_business_registration_history.revoked_on IS 'Day the licence was revoked / 吊销日期';
COMMENT ON COLUMN legal_person.individual_business_registration_history.cancelled_on IS 'Day of deregistration / 注销日期';
COMMENT ON COLUMN legal_person.individual_business_registration_history.cancellation_reason IS 'Reason of deregistration / 注销原因';
COMMENT ON COLUMN legal_person.individual_business_registration_history.converted_to_uscc IS 'Code of the enterprise it was converted into / 转型企业统一社会信用代码';
