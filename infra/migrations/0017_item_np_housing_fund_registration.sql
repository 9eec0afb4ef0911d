-- columns of np-housing-fund-registration: {"name": "text", "sex_code": "text", "birth_on": "date", "personal_account_number": "text", "employer": "text", "employer_uscc": "text", "employer_account_number": "text", "opened_on": "date", "account_status": "text", "deposit_base_yuan": "numeric(16,2)", "personal_rate_percent": "double precision", "employer_rate_percent": "double precision", "monthly_deposit_yuan": "numeric(16,2)", "deposited_until_month": "text", "continuous_deposit_months": "integer", "balance_yuan": "numeric(16,2)", "loan_outstanding": "boolean", "sealed_on": "date", "closed_on": "date", "closing_reason": "text", "transferred_from_division_code": "text", "managing_office": "text", "contact_telephone": "text"}
CREATE TABLE natural_person.housing_fund_registration (
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
  personal_account_number text,
  employer text,
  employer_uscc text,
  employer_account_number text,
  opened_on date,
  account_status text,
  deposit_base_yuan numeric(16,2),
  personal_rate_percent double precision,
  employer_rate_percent double precision,
  monthly_deposit_yuan numeric(16,2),
  deposited_until_month text,
  continuous_deposit_months integer,
  balance_yuan numeric(16,2),
  loan_outstanding boolean,
  sealed_on date,
  closed_on date,
  closing_reason text,
  transferred_from_division_code text,
  managing_office text,
  contact_telephone text,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE natural_person.housing_fund_registration_history (
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
  personal_account_number text,
  employer text,
  employer_uscc text,
  employer_account_number text,
  opened_on date,
  account_status text,
  deposit_base_yuan numeric(16,2),
  personal_rate_percent double precision,
  employer_rate_percent double precision,
  monthly_deposit_yuan numeric(16,2),
  deposited_until_month text,
  continuous_deposit_months integer,
  balance_yuan numeric(16,2),
  loan_outstanding boolean,
  sealed_on date,
  closed_on date,
  closing_reason text,
  transferred_from_division_code text,
  managing_office text,
  contact_telephone text,
  PRIMARY KEY (topic_partition, kafka_offset),
  UNIQUE (provider, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX housing_fund_registration_history_version ON natural_person.housing_fund_registration_history (identity_type, identity_number, record_id, record_version);
CREATE INDEX housing_fund_registration_related ON natural_person.housing_fund_registration USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
CREATE INDEX housing_fund_registration_history_related ON natural_person.housing_fund_registration_history USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;
COMMENT ON TABLE natural_person.housing_fund_registration IS 'Housing provident fund registration / 住房公积金登记信息';
COMMENT ON COLUMN natural_person.housing_fund_registration.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.housing_fund_registration.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.housing_fund_registration.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.housing_fund_registration.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.housing_fund_registration.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.housing_fund_registration.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.housing_fund_registration.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.housing_fund_registration.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.housing_fund_registration.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.housing_fund_registration.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.housing_fund_registration.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.housing_fund_registration.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.housing_fund_registration.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.housing_fund_registration.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.housing_fund_registration.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.housing_fund_registration.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.housing_fund_registration.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.housing_fund_registration.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.housing_fund_registration.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.housing_fund_registration.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.housing_fund_registration.personal_account_number IS 'Number of the personal account / 个人公积金账号';
COMMENT ON COLUMN natural_person.housing_fund_registration.employer IS 'Depositing employer / 缴存单位';
COMMENT ON COLUMN natural_person.housing_fund_registration.employer_uscc IS 'Unified social credit code of the employer / 缴存单位统一社会信用代码';
COMMENT ON COLUMN natural_person.housing_fund_registration.employer_account_number IS 'Number of the employer''s account / 单位公积金账号';
COMMENT ON COLUMN natural_person.housing_fund_registration.opened_on IS 'Day the account was opened / 开户日期';
COMMENT ON COLUMN natural_person.housing_fund_registration.account_status IS 'Status of the account: in deposit, sealed, closed / 账户状态';
COMMENT ON COLUMN natural_person.housing_fund_registration.deposit_base_yuan IS 'Monthly deposit base, yuan / 月缴存基数(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration.personal_rate_percent IS 'Rate of the person, percent / 个人缴存比例(%)';
COMMENT ON COLUMN natural_person.housing_fund_registration.employer_rate_percent IS 'Rate of the employer, percent / 单位缴存比例(%)';
COMMENT ON COLUMN natural_person.housing_fund_registration.monthly_deposit_yuan IS 'Monthly deposit of both, yuan / 月缴存额(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration.deposited_until_month IS 'Latest month deposited for, YYYY-MM / 缴至年月';
COMMENT ON COLUMN natural_person.housing_fund_registration.continuous_deposit_months IS 'Months of continuous deposit / 连续缴存月数';
COMMENT ON COLUMN natural_person.housing_fund_registration.balance_yuan IS 'Balance, yuan / 账户余额(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration.loan_outstanding IS 'Whether a housing fund loan is outstanding / 是否有未结清公积金贷款';
COMMENT ON COLUMN natural_person.housing_fund_registration.sealed_on IS 'Day the account was sealed / 封存日期';
COMMENT ON COLUMN natural_person.housing_fund_registration.closed_on IS 'Day the account was closed / 销户日期';
COMMENT ON COLUMN natural_person.housing_fund_registration.closing_reason IS 'Reason of closing / 销户原因';
COMMENT ON COLUMN natural_person.housing_fund_registration.transferred_from_division_code IS 'Division the account was transferred from / 转入前缴存地行政区划代码';
COMMENT ON COLUMN natural_person.housing_fund_registration.managing_office IS 'Management office in charge / 管理部';
COMMENT ON COLUMN natural_person.housing_fund_registration.contact_telephone IS 'Telephone / 联系电话';
COMMENT ON TABLE natural_person.housing_fund_registration_history IS 'Housing provident fund registration / 住房公积金登记信息';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.identity_type IS 'Type of the identity number / 身份标识类型';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.identity_number IS 'The identity number in its normal form / 规范化后的身份标识号码';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.record_id IS 'Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.record_version IS 'Version of the provider''s record; the larger wins / 提供部门的记录版本,大者有效';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.seq IS 'The provider''s number of the event, without gaps / 提供部门的事件序号,连续编号';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.valid_from_on IS 'Day since which it is true / 生效日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.decided_on IS 'Day it was decided / 决定日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.item_version IS 'Version of the directory entry in force on the day of the change / 变更之日有效的目录版本';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.reason IS 'Reason of a deletion / 删除原因';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.related IS 'Other identities the event concerns / 事件涉及的其他主体';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.topic_partition IS 'Partition of the event in the shared topic / 事件在共享主题中的分区';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.kafka_offset IS 'Its offset there / 事件在该分区的位移';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.event_id IS 'The event''s id, the same however often it is sent / 事件标识,重发不变';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.submission_id IS 'The submission it belongs to / 所属报送批次';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.operation IS 'What happened to the record / 变更操作';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.origin IS 'Why it was sent then / 报送来由';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.origin_ref IS 'The window or ticket that proves the origin / 证明来由的窗口或工单编号';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.origin_platform IS 'The platform a mirrored event first reached / 镜像事件首次到达的平台';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.recorded_at IS 'When the provider''s system recorded it, a claim / 提供部门系统登记时刻(自述)';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.review_ref IS 'Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.provisional IS 'Whether that day still depends on a notice to come / 该日是否尚待放假通知确定';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.rules_version IS 'Hash of the rules it was judged by / 判定所依规则的版本';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.provider IS 'Agency code of the providing department / 提供部门代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.changed_on IS 'Day the provider''s record changed / 提供部门记录变更之日';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.received_at IS 'When the platform first received it / 平台首次接收时刻';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.deleted IS 'The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.flags IS 'Rule codes of findings accepted with a flag / 带标记接收的规则代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.due_on IS 'Last day on which sharing was in time / 按时共享的最后一日';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.due_on_adjusted IS 'The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.approval IS 'Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.materialised_at IS 'When the platform wrote it into this database / 平台写入本库的时刻';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.name IS 'Name / 姓名';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.sex_code IS 'Sex / 性别代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.birth_on IS 'Day of birth / 出生日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.personal_account_number IS 'Number of the personal account / 个人公积金账号';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.employer IS 'Depositing employer / 缴存单位';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.employer_uscc IS 'Unified social credit code of the employer / 缴存单位统一社会信用代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.employer_account_number IS 'Number of the employer''s account / 单位公积金账号';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.opened_on IS 'Day the account was opened / 开户日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.account_status IS 'Status of the account: in deposit, sealed, closed / 账户状态';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.deposit_base_yuan IS 'Monthly deposit base, yuan / 月缴存基数(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.personal_rate_percent IS 'Rate of the person, percent / 个人缴存比例(%)';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.employer_rate_percent IS 'Rate of the employer, percent / 单位缴存比例(%)';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.monthly_deposit_yuan IS 'Monthly deposit of both, yuan / 月缴存额(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.deposited_until_month IS 'Latest month deposited for, YYYY-MM / 缴至年月';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.continuous_deposit_months IS 'Months of continuous deposit / 连续缴存月数';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.balance_yuan IS 'Balance, yuan / 账户余额(元)';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.loan_outstanding IS 'Whether a housing fund loan is outstanding / 是否有未结清公积金贷款';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.sealed_on IS 'Day the account was sealed / 封存日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.closed_on IS 'Day the account was closed / 销户日期';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.closing_reason IS 'Reason of closing / 销户原因';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.transferred_from_division_code IS 'Division the account was transferred from / 转入前缴存地行政区划代码';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.managing_office IS 'Management office in charge / 管理部';
COMMENT ON COLUMN natural_person.housing_fund_registration_history.contact_telephone IS 'Telephone / 联系电话';
