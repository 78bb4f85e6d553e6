-- The whole schema after all migrations, for reading. Made from them and held to them by
-- test/migrations/schema-snapshot.test.ts, which says how to renew it. Nothing runs this file.

CREATE TABLE absences (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  absent_from INTEGER NOT NULL,
  absent_until INTEGER,
  delegate_id TEXT,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, delegate_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX absences_by_delegate ON absences (tenant_id, delegate_id);
-- index sqlite_autoindex_absences_1 on absences, made by its constraint
CREATE TABLE account_team (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  account_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX account_team_by_account ON account_team (tenant_id, account_id, created_at, id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX account_team_by_place ON account_team (tenant_id, user_id, account_id, role) WHERE removed_at IS NULL;
-- index sqlite_autoindex_account_team_1 on account_team, made by its constraint
CREATE TABLE accounts (
  rid INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  short_names TEXT NOT NULL,
  name_key TEXT NOT NULL,
  search_text TEXT NOT NULL,
  kind TEXT NOT NULL,
  industry TEXT,
  credit_code TEXT,
  presence TEXT NOT NULL,
  owner_id TEXT,
  org_unit_id TEXT,
  grid_id TEXT,
  parent_id TEXT,
  responsible_unit_id TEXT,
  responsible_level TEXT,
  grade TEXT NOT NULL,
  strategic INTEGER NOT NULL,
  top500 INTEGER NOT NULL,
  blacklisted INTEGER NOT NULL,
  blacklist_reason TEXT,
  monthly_spend INTEGER,
  monthly_spend_sort INTEGER GENERATED ALWAYS AS (coalesce(monthly_spend, -1)) VIRTUAL,
  source TEXT,
  external_id TEXT, state TEXT NOT NULL DEFAULT 'active',
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, grid_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, responsible_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES accounts (tenant_id, id)
) STRICT;
CREATE INDEX accounts_by_created_at ON accounts (tenant_id, created_at, id);
CREATE INDEX accounts_by_creator ON accounts (tenant_id, created_by, created_at, id);
CREATE UNIQUE INDEX accounts_by_credit_code ON accounts (tenant_id, credit_code) WHERE credit_code IS NOT NULL;
CREATE UNIQUE INDEX accounts_by_external_id ON accounts (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX accounts_by_grade ON accounts (tenant_id, grade, created_at, id) WHERE grade <> 'none';
CREATE INDEX accounts_by_grid ON accounts (tenant_id, grid_id, created_at, id) WHERE grid_id IS NOT NULL;
CREATE UNIQUE INDEX accounts_by_id ON accounts (tenant_id, id);
CREATE INDEX accounts_by_kind ON accounts (tenant_id, kind, created_at, id) WHERE kind <> 'enterprise';
CREATE INDEX accounts_by_monthly_spend ON accounts (tenant_id, monthly_spend_sort, id);
CREATE INDEX accounts_by_name ON accounts (tenant_id, name, id);
CREATE INDEX accounts_by_name_key ON accounts (tenant_id, name_key);
CREATE INDEX accounts_by_org_unit ON accounts (tenant_id, org_unit_id, created_at, id) WHERE org_unit_id IS NOT NULL;
CREATE INDEX accounts_by_owner ON accounts (tenant_id, owner_id, created_at, id);
CREATE INDEX accounts_by_parent ON accounts (tenant_id, parent_id, created_at, id) WHERE parent_id IS NOT NULL;
CREATE INDEX accounts_by_responsible_unit ON accounts (tenant_id, responsible_unit_id) WHERE responsible_unit_id IS NOT NULL;
CREATE INDEX accounts_by_state ON accounts (tenant_id, state, created_at, id) WHERE state <> 'active';
CREATE INDEX accounts_by_unit_name ON accounts (tenant_id, org_unit_id, name, id) WHERE org_unit_id IS NOT NULL;
CREATE INDEX accounts_by_unit_spend ON accounts (tenant_id, org_unit_id, monthly_spend_sort, id) WHERE org_unit_id IS NOT NULL;
CREATE INDEX accounts_by_updated_at ON accounts (tenant_id, updated_at, id);
CREATE VIRTUAL TABLE accounts_search USING fts5 (tokens, content='', contentless_delete=1, detail=none);
CREATE TABLE 'accounts_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'accounts_search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'accounts_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'accounts_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE api_key_uses (
  tenant_id TEXT NOT NULL,
  api_key_id TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  address TEXT,
  PRIMARY KEY (tenant_id, api_key_id),
  FOREIGN KEY (tenant_id, api_key_id) REFERENCES api_keys (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_api_key_uses_1 on api_key_uses, made by its constraint
CREATE TABLE api_keys (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  role_id TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  partner_id TEXT,
  expires_at INTEGER,
  ips TEXT,
  revoked_at INTEGER, former_secret_hash TEXT, overlap_ends_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, id) REFERENCES principals (tenant_id, id),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id)
) STRICT;
CREATE INDEX api_keys_by_creation ON api_keys (tenant_id, created_at, id);
CREATE INDEX api_keys_by_role ON api_keys (tenant_id, role_id);
-- index sqlite_autoindex_api_keys_1 on api_keys, made by its constraint
CREATE TABLE attachments (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT,
  file_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  file_key TEXT,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
) STRICT;
CREATE INDEX attachments_by_account ON attachments (tenant_id, account_id);
CREATE INDEX attachments_by_creator ON attachments (tenant_id, created_by, created_at, id);
CREATE INDEX attachments_by_subject ON attachments (tenant_id, subject_id, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX attachments_removed ON attachments (tenant_id, subject_id) WHERE removed_at IS NOT NULL;
CREATE INDEX attachments_to_empty ON attachments (removed_at) WHERE removed_at IS NOT NULL AND file_key IS NOT NULL;
-- index sqlite_autoindex_attachments_1 on attachments, made by its constraint
CREATE TABLE calendar_versions (
  tenant_id TEXT NOT NULL,
  calendar_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (tenant_id, calendar_id, version),
  FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_calendar_versions_1 on calendar_versions, made by its constraint
CREATE TABLE calendars (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  year_wanted INTEGER,
  removed_at INTEGER, known_until INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX calendars_by_creation ON calendars (tenant_id, created_at, id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX calendars_by_name ON calendars (tenant_id, name) WHERE removed_at IS NULL;
CREATE INDEX calendars_known_until ON calendars (known_until, tenant_id) WHERE removed_at IS NULL AND known_until IS NOT NULL;
CREATE INDEX calendars_missing_year ON calendars (year_wanted) WHERE removed_at IS NULL AND year_wanted IS NOT NULL;
-- index sqlite_autoindex_calendars_1 on calendars, made by its constraint
CREATE TABLE cases (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  account_id TEXT NOT NULL,
  title TEXT NOT NULL,
  amount INTEGER,
  owner_id TEXT,
  org_unit_id TEXT,
  entered TEXT NOT NULL,
  process_id TEXT NOT NULL,
  process_key TEXT NOT NULL,
  process_version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  stage_since INTEGER NOT NULL,
  due_at INTEGER,
  outcome TEXT,
  process_state TEXT NOT NULL, result TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes (tenant_id, id)
) STRICT;
CREATE INDEX cases_by_account ON cases (tenant_id, account_id, created_at, id);
CREATE INDEX cases_by_created_at ON cases (tenant_id, created_at, id);
CREATE INDEX cases_by_creator ON cases (tenant_id, created_by, created_at, id);
CREATE INDEX cases_by_org_unit ON cases (tenant_id, org_unit_id, created_at, id);
CREATE INDEX cases_by_owner ON cases (tenant_id, owner_id, created_at, id);
CREATE INDEX cases_by_process ON cases (tenant_id, process_id);
CREATE INDEX cases_ended ON cases (tenant_id, process_key, stage_since) WHERE outcome IS NOT NULL;
CREATE INDEX cases_of_account ON cases (tenant_id, account_id, process_key, stage_since);
-- index sqlite_autoindex_cases_1 on cases, made by its constraint
CREATE TABLE churn_runs (
  tenant_id TEXT PRIMARY KEY NOT NULL,
  due_at INTEGER NOT NULL,
  cursor TEXT NOT NULL,
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX churn_runs_due ON churn_runs (due_at);
-- index sqlite_autoindex_churn_runs_1 on churn_runs, made by its constraint
CREATE TABLE churn_scores (
  tenant_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  score INTEGER NOT NULL,
  band TEXT NOT NULL,
  reasons TEXT NOT NULL,
  spends TEXT NOT NULL,
  scored_on TEXT NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_churn_scores_1 on churn_scores, made by its constraint
CREATE TABLE contacts (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT,
  roles TEXT NOT NULL,
  site TEXT,
  mobile TEXT,
  phone TEXT,
  email TEXT,
  wechat TEXT,
  consent TEXT,
  quiet_hours TEXT,
  note TEXT,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id)
) STRICT;
CREATE INDEX contacts_by_account ON contacts (tenant_id, account_id, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX contacts_by_mobile ON contacts (tenant_id, replace(replace(replace(replace(mobile, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE removed_at IS NULL AND mobile IS NOT NULL;
CREATE INDEX contacts_by_phone ON contacts (tenant_id, replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE removed_at IS NULL AND phone IS NOT NULL;
-- index sqlite_autoindex_contacts_1 on contacts, made by its constraint
CREATE TABLE contract_template_versions (
  tenant_id TEXT NOT NULL,
  template_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  fields TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, template_id, number),
  FOREIGN KEY (tenant_id, template_id) REFERENCES contract_templates (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_contract_template_versions_1 on contract_template_versions, made by its constraint
CREATE TABLE contract_templates (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  fields TEXT NOT NULL,
  state TEXT NOT NULL,
  published_version INTEGER,
  has_changes INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX contract_templates_by_created_at ON contract_templates (tenant_id, created_at, id);
CREATE UNIQUE INDEX contract_templates_by_name ON contract_templates (tenant_id, name);
-- index sqlite_autoindex_contract_templates_1 on contract_templates, made by its constraint
CREATE TABLE contracts (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  account_id TEXT NOT NULL,
  opportunity_id TEXT,
  category TEXT,
  title TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  template_id TEXT,
  template_version INTEGER,
  entered TEXT NOT NULL,
  value INTEGER,
  monthly_fee INTEGER,
  start_on TEXT,
  end_on TEXT,
  end_sort TEXT GENERATED ALWAYS AS (coalesce(end_on, '9999-12-31')) VIRTUAL,
  notice_days INTEGER NOT NULL,
  owner_id TEXT,
  org_unit_id TEXT,
  revision INTEGER NOT NULL,
  reference TEXT,
  filing_number TEXT,
  fingerprint TEXT,
  scan_id TEXT,
  effective_at INTEGER,
  process_id TEXT NOT NULL,
  process_key TEXT NOT NULL,
  process_version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  stage_since INTEGER NOT NULL,
  due_at INTEGER,
  outcome TEXT,
  process_state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  FOREIGN KEY (tenant_id, opportunity_id) REFERENCES opportunities (tenant_id, id),
  FOREIGN KEY (tenant_id, template_id, template_version) REFERENCES contract_template_versions (tenant_id, template_id, number),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, scan_id) REFERENCES attachments (tenant_id, id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes (tenant_id, id)
) STRICT;
CREATE INDEX contracts_by_account ON contracts (tenant_id, account_id, created_at, id);
CREATE INDEX contracts_by_account_and_end ON contracts (tenant_id, account_id, end_sort, id);
CREATE INDEX contracts_by_created_at ON contracts (tenant_id, created_at, id);
CREATE INDEX contracts_by_creator ON contracts (tenant_id, created_by, created_at, id);
CREATE INDEX contracts_by_creator_and_end ON contracts (tenant_id, created_by, end_sort, id);
CREATE INDEX contracts_by_end ON contracts (tenant_id, end_sort, id);
CREATE UNIQUE INDEX contracts_by_filing_number ON contracts (tenant_id, filing_number) WHERE filing_number IS NOT NULL;
CREATE INDEX contracts_by_opportunity ON contracts (tenant_id, opportunity_id, created_at, id);
CREATE INDEX contracts_by_org_unit ON contracts (tenant_id, org_unit_id, created_at, id);
CREATE INDEX contracts_by_org_unit_and_end ON contracts (tenant_id, org_unit_id, end_sort, id);
CREATE INDEX contracts_by_owner ON contracts (tenant_id, owner_id, created_at, id);
CREATE INDEX contracts_by_owner_and_end ON contracts (tenant_id, owner_id, end_sort, id);
CREATE INDEX contracts_by_process ON contracts (tenant_id, process_id);
CREATE INDEX contracts_by_scan ON contracts (tenant_id, scan_id);
CREATE INDEX contracts_by_template ON contracts (tenant_id, template_id, template_version);
CREATE INDEX contracts_open_by_owner ON contracts (tenant_id, owner_id) WHERE outcome IS NULL;
-- index sqlite_autoindex_contracts_1 on contracts, made by its constraint
CREATE TABLE counters (
  tenant_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL CONSTRAINT counters_value CHECK (value > 0),
  PRIMARY KEY (tenant_id, name)
) STRICT;
-- index sqlite_autoindex_counters_1 on counters, made by its constraint
CREATE TABLE dead_letters (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  died_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE INDEX dead_letters_by_consumer ON dead_letters (tenant_id, consumer, created_at, id);
CREATE INDEX dead_letters_by_creation ON dead_letters (tenant_id, created_at, id);
CREATE UNIQUE INDEX dead_letters_by_event ON dead_letters (tenant_id, consumer, event_id);
CREATE INDEX dead_letters_by_state ON dead_letters (tenant_id, state, created_at, id);
CREATE INDEX dead_letters_by_type ON dead_letters (tenant_id, event_type, created_at, id);
CREATE INDEX dead_letters_still_dead ON dead_letters (state) WHERE state = 'dead';
-- index sqlite_autoindex_dead_letters_1 on dead_letters, made by its constraint
CREATE TABLE deadlines (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  worker TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT,
  due_at INTEGER NOT NULL,
  level INTEGER NOT NULL,
  cycle INTEGER NOT NULL,
  state TEXT NOT NULL,
  wake_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  fired_at INTEGER,
  ended_at INTEGER,
  data TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX deadlines_awake ON deadlines (worker, wake_at) WHERE state = 'armed';
CREATE INDEX deadlines_ended ON deadlines (ended_at) WHERE state <> 'armed';
CREATE INDEX deadlines_failing ON deadlines (worker) WHERE state = 'armed' AND attempts > 0;
CREATE INDEX deadlines_of_subject ON deadlines (tenant_id, subject_id) WHERE state = 'armed';
-- index sqlite_autoindex_deadlines_1 on deadlines, made by its constraint
CREATE TABLE deliveries (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  channel TEXT NOT NULL,
  lane TEXT NOT NULL,
  message_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  user_id TEXT,
  webhook_endpoint_id TEXT,
  receiver TEXT NOT NULL,
  facts TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  attempts TEXT NOT NULL,
  tries INTEGER NOT NULL,
  claim TEXT,
  next_at INTEGER,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, webhook_endpoint_id) REFERENCES webhook_endpoints (tenant_id, id)
) STRICT;
CREATE INDEX deliveries_by_channel ON deliveries (tenant_id, channel, created_at, id);
CREATE INDEX deliveries_by_creation ON deliveries (tenant_id, created_at, id);
CREATE INDEX deliveries_by_endpoint ON deliveries (tenant_id, webhook_endpoint_id, created_at, id)
WHERE webhook_endpoint_id IS NOT NULL;
CREATE INDEX deliveries_by_state ON deliveries (tenant_id, state, created_at, id);
CREATE INDEX deliveries_due ON deliveries (lane, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_finished ON deliveries (finished_at) WHERE finished_at IS NOT NULL;
CREATE UNIQUE INDEX deliveries_once ON deliveries (tenant_id, event_id, channel, receiver);
-- index sqlite_autoindex_deliveries_1 on deliveries, made by its constraint
CREATE TABLE directory (
  slug TEXT PRIMARY KEY NOT NULL,
  tenant_id TEXT NOT NULL UNIQUE,
  cell TEXT NOT NULL
) STRICT;
-- index sqlite_autoindex_directory_1 on directory, made by its constraint
-- index sqlite_autoindex_directory_2 on directory, made by its constraint
CREATE TABLE erasures (
  tenant_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  erased_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, subject_id)
) STRICT;
-- index sqlite_autoindex_erasures_1 on erasures, made by its constraint
CREATE TABLE event_digests (
  tenant_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (tenant_id, event_id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_event_digests_1 on event_digests, made by its constraint
CREATE TABLE event_origins (
  tenant_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  address TEXT,
  user_agent TEXT,
  session_id TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, event_id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE INDEX event_origins_by_age ON event_origins (recorded_at);
-- index sqlite_autoindex_event_origins_1 on event_origins, made by its constraint
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  versioned INTEGER NOT NULL,
  version INTEGER,
  account_id TEXT,
  actor_type TEXT NOT NULL,
  actor_id TEXT,
  occurred_at INTEGER NOT NULL,
  request_id TEXT,
  data TEXT NOT NULL,
  CONSTRAINT events_guard_held CHECK (versioned = 0 OR version IS NOT NULL)
) STRICT;
CREATE INDEX events_by_account ON events (tenant_id, account_id, seq) WHERE account_id IS NOT NULL;
CREATE INDEX events_by_actor ON events (tenant_id, actor_id, seq) WHERE actor_id IS NOT NULL;
CREATE UNIQUE INDEX events_by_id ON events (tenant_id, id);
CREATE INDEX events_by_occurrence ON events (tenant_id, occurred_at, seq);
CREATE INDEX events_by_request ON events (tenant_id, request_id, seq) WHERE request_id IS NOT NULL;
CREATE INDEX events_by_subject ON events (tenant_id, subject_id, seq);
CREATE INDEX events_by_subject_type ON events (tenant_id, subject_type, seq);
CREATE INDEX events_by_tenant ON events (tenant_id, seq);
CREATE INDEX events_by_type ON events (tenant_id, type, seq);
CREATE UNIQUE INDEX events_by_version ON events (tenant_id, subject_type, subject_id, version);
CREATE TABLE grid_counts (
  tenant_id TEXT NOT NULL,
  grid_id TEXT NOT NULL,
  presence TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, grid_id, presence),
  FOREIGN KEY (tenant_id, grid_id) REFERENCES org_units (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_grid_counts_1 on grid_counts, made by its constraint
CREATE TABLE handovers (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  user_id TEXT NOT NULL,
  to_user_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, to_user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX handovers_by_created_at ON handovers (tenant_id, created_at, id);
CREATE INDEX handovers_by_successor ON handovers (tenant_id, to_user_id);
CREATE INDEX handovers_by_user ON handovers (tenant_id, user_id);
CREATE INDEX handovers_running ON handovers (tenant_id, id) WHERE state = 'running';
-- index sqlite_autoindex_handovers_1 on handovers, made by its constraint
CREATE TABLE idempotency (
  tenant_id TEXT NOT NULL,
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, caller, key)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (created_at);
-- index sqlite_autoindex_idempotency_1 on idempotency, made by its constraint
CREATE TABLE identity_links (
  tenant_id TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, provider_id, subject),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES identity_providers (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX identity_links_by_user ON identity_links (tenant_id, user_id, provider_id);
-- index sqlite_autoindex_identity_links_1 on identity_links, made by its constraint
CREATE TABLE identity_providers (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT,
  scopes TEXT NOT NULL,
  redirect_uris TEXT NOT NULL,
  email_domains TEXT,
  sign_up_users INTEGER NOT NULL,
  role_claim TEXT,
  role_mapping TEXT NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX identity_providers_by_creation ON identity_providers (tenant_id, created_at, id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX identity_providers_by_name ON identity_providers (tenant_id, name) WHERE removed_at IS NULL;
-- index sqlite_autoindex_identity_providers_1 on identity_providers, made by its constraint
CREATE TABLE import_findings (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  "row" INTEGER NOT NULL,
  place INTEGER NOT NULL,
  severity TEXT NOT NULL,
  code TEXT NOT NULL,
  pointer TEXT NOT NULL,
  "values" TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, import_id, "row", place),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id)
) STRICT;
CREATE INDEX import_findings_by_row ON import_findings (tenant_id, import_id, "row", id);
CREATE INDEX import_findings_by_severity ON import_findings (tenant_id, import_id, severity, "row", id);
-- index sqlite_autoindex_import_findings_1 on import_findings, made by its constraint
CREATE TABLE import_mappings (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  mapping TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX import_mappings_by_created_at ON import_mappings (tenant_id, created_at, id);
CREATE UNIQUE INDEX import_mappings_by_name ON import_mappings (tenant_id, kind, name);
-- index sqlite_autoindex_import_mappings_1 on import_mappings, made by its constraint
CREATE TABLE import_owners (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  records INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, import_id, user_id),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_import_owners_1 on import_owners, made by its constraint
CREATE TABLE import_progress (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  layout TEXT,
  position INTEGER NOT NULL,
  rows_read INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  breakdowns INTEGER NOT NULL,
  runner TEXT NOT NULL,
  runner_until INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  files INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, import_id),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id)
) STRICT;
CREATE INDEX import_progress_open ON import_progress (files) WHERE files = 1;
-- index sqlite_autoindex_import_progress_1 on import_progress, made by its constraint
CREATE TABLE import_trials (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  key TEXT NOT NULL,
  record_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, import_id, key, record_id),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id)
) STRICT;
CREATE INDEX import_trials_by_record ON import_trials (tenant_id, import_id, record_id);
-- index sqlite_autoindex_import_trials_1 on import_trials, made by its constraint
CREATE TABLE imports (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  dry_run INTEGER NOT NULL,
  mapping TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  file_key TEXT NOT NULL,
  failure TEXT,
  failure_values TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX imports_by_created_at ON imports (tenant_id, created_at, id);
CREATE INDEX imports_by_creator ON imports (tenant_id, created_by, created_at, id);
-- index sqlite_autoindex_imports_1 on imports, made by its constraint
CREATE TABLE inboxes (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  unread INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_inboxes_1 on inboxes, made by its constraint
CREATE TABLE interactions (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  account_id TEXT NOT NULL,
  contact_id TEXT,
  kind TEXT NOT NULL,
  held_at INTEGER NOT NULL,
  summary TEXT NOT NULL,
  next_step TEXT,
  next_step_on TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id)
) STRICT;
CREATE INDEX interactions_by_account ON interactions (tenant_id, account_id, held_at, id);
CREATE INDEX interactions_by_contact ON interactions (tenant_id, contact_id, held_at, id) WHERE contact_id IS NOT NULL;
-- index sqlite_autoindex_interactions_1 on interactions, made by its constraint
CREATE TABLE invitations (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  user_id TEXT NOT NULL,
  state TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  round INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX invitations_by_creation ON invitations (tenant_id, created_at, id);
CREATE INDEX invitations_by_user ON invitations (tenant_id, user_id);
-- index sqlite_autoindex_invitations_1 on invitations, made by its constraint
CREATE TABLE job_runs (
  worker TEXT NOT NULL,
  job TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  scheduled_at INTEGER NOT NULL,
  succeeded_at INTEGER,
  failures INTEGER NOT NULL,
  last_error TEXT,
  PRIMARY KEY (worker, job)
) STRICT;
-- index sqlite_autoindex_job_runs_1 on job_runs, made by its constraint
CREATE TABLE known_permissions (permission TEXT PRIMARY KEY NOT NULL) STRICT;
-- index sqlite_autoindex_known_permissions_1 on known_permissions, made by its constraint
CREATE TABLE leads (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  partner_id TEXT,
  source TEXT NOT NULL,
  account_id TEXT,
  account_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  category TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  contact_name TEXT,
  contact_phone TEXT,
  external_id TEXT,
  org_unit_id TEXT,
  question TEXT,
  answer TEXT,
  reason TEXT,
  duplicate_of TEXT,
  duplicate_since INTEGER,
  opportunity_id TEXT,
  deal_outcome TEXT,
  protected_until INTEGER,
  expires_at INTEGER NOT NULL,
  process_id TEXT NOT NULL,
  process_key TEXT NOT NULL,
  process_version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  stage_since INTEGER NOT NULL,
  due_at INTEGER,
  outcome TEXT,
  process_state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, partner_id) REFERENCES partners (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, opportunity_id) REFERENCES opportunities (tenant_id, id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes (tenant_id, id)
) STRICT;
CREATE INDEX leads_by_account ON leads (tenant_id, account_id, created_at, id);
CREATE INDEX leads_by_category ON leads (tenant_id, category, created_at, id);
CREATE INDEX leads_by_contact ON leads (tenant_id, replace(replace(replace(replace(contact_phone, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE contact_phone IS NOT NULL;
CREATE INDEX leads_by_created_at ON leads (tenant_id, created_at, id);
CREATE INDEX leads_by_creator ON leads (tenant_id, created_by, created_at, id);
CREATE UNIQUE INDEX leads_by_external_id ON leads (tenant_id, coalesce(partner_id, ''), external_id) WHERE external_id IS NOT NULL;
CREATE INDEX leads_by_name_key ON leads (tenant_id, name_key, created_at) WHERE opportunity_id IS NOT NULL;
CREATE INDEX leads_by_opportunity ON leads (tenant_id, opportunity_id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX leads_by_org_unit ON leads (tenant_id, org_unit_id, created_at, id);
CREATE INDEX leads_by_partner ON leads (tenant_id, partner_id, created_at, id);
CREATE INDEX leads_by_stage ON leads (tenant_id, stage, created_at, id);
-- index sqlite_autoindex_leads_1 on leads, made by its constraint
CREATE TABLE leases (
  name TEXT PRIMARY KEY NOT NULL,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT;
-- index sqlite_autoindex_leases_1 on leases, made by its constraint
CREATE TABLE migrations (name TEXT PRIMARY KEY NOT NULL, digest TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;
-- index sqlite_autoindex_migrations_1 on migrations, made by its constraint
CREATE VIEW must (ok) AS SELECT 1 WHERE 0;
CREATE TRIGGER must_hold INSTEAD OF INSERT ON must WHEN NEW.ok IS NOT 1
BEGIN
  SELECT RAISE(ABORT, 'precondition failed');
END;
CREATE TABLE "named_parties" (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT,
  reason TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  user_id TEXT,
  role_id TEXT,
  org_unit_id TEXT,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  CONSTRAINT named_parties_somebody CHECK (user_id IS NOT NULL OR role_id IS NOT NULL)
) STRICT;
CREATE INDEX named_parties_by_account ON named_parties (tenant_id, account_id);
CREATE INDEX named_parties_by_cause ON named_parties (tenant_id, cause_id);
CREATE INDEX named_parties_by_role ON named_parties (tenant_id, role_id, org_unit_id, subject_type, subject_id);
CREATE INDEX named_parties_by_role_account ON named_parties (tenant_id, role_id, org_unit_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX named_parties_by_subject ON named_parties (tenant_id, subject_type, subject_id);
CREATE INDEX named_parties_by_unit ON named_parties (tenant_id, org_unit_id);
CREATE INDEX named_parties_by_user ON named_parties (tenant_id, user_id, subject_type, subject_id);
CREATE INDEX named_parties_by_user_account ON named_parties (tenant_id, user_id, account_id) WHERE account_id IS NOT NULL;
-- index sqlite_autoindex_named_parties_1 on named_parties, made by its constraint
CREATE TABLE notifications (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT,
  actor_id TEXT,
  facts TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE INDEX notifications_by_age ON notifications (created_at);
CREATE INDEX notifications_by_user ON notifications (tenant_id, user_id, created_at, id);
CREATE UNIQUE INDEX notifications_once ON notifications (tenant_id, event_id, user_id);
CREATE INDEX notifications_unread ON notifications (tenant_id, user_id, created_at, id) WHERE state = 'unread';
-- index sqlite_autoindex_notifications_1 on notifications, made by its constraint
CREATE TRIGGER notifications_are_read AFTER UPDATE OF state ON notifications
WHEN OLD.state = 'unread' AND NEW.state = 'read' BEGIN
  UPDATE inboxes SET unread = unread - 1 WHERE tenant_id = NEW.tenant_id AND user_id = NEW.user_id;
END;
CREATE TRIGGER notifications_come AFTER INSERT ON notifications WHEN NEW.state = 'unread' BEGIN
  INSERT INTO inboxes (tenant_id, user_id, unread) VALUES (NEW.tenant_id, NEW.user_id, 1)
  ON CONFLICT (tenant_id, user_id) DO UPDATE SET unread = unread + 1;
END;
CREATE TRIGGER notifications_go AFTER DELETE ON notifications WHEN OLD.state = 'unread' BEGIN
  UPDATE inboxes SET unread = unread - 1 WHERE tenant_id = OLD.tenant_id AND user_id = OLD.user_id;
END;
CREATE TABLE oidc_attempts (
  tenant_id TEXT NOT NULL,
  state_hash TEXT NOT NULL,
  binding_hash TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  claimed_until INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, state_hash),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES identity_providers (tenant_id, id)
) STRICT;
CREATE INDEX oidc_attempts_by_expiry ON oidc_attempts (expires_at);
-- index sqlite_autoindex_oidc_attempts_1 on oidc_attempts, made by its constraint
CREATE TABLE opportunities (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  account_id TEXT NOT NULL,
  type TEXT NOT NULL,
  category TEXT NOT NULL,
  title TEXT NOT NULL,
  fields TEXT NOT NULL,
  one_off INTEGER NOT NULL,
  monthly INTEGER NOT NULL,
  term_months INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  probability INTEGER,
  expected_close_on TEXT,
  owner_id TEXT,
  org_unit_id TEXT,
  lead_id TEXT,
  partner_id TEXT,
  external_id TEXT,
  competitor TEXT,
  loss TEXT,
  survey TEXT,
  auction TEXT,
  process_id TEXT NOT NULL,
  process_key TEXT NOT NULL,
  process_version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  stage_since INTEGER NOT NULL,
  due_at INTEGER,
  outcome TEXT,
  process_state TEXT NOT NULL,
  due_sort INTEGER GENERATED ALWAYS AS (coalesce(due_at, 9007199254740991)) VIRTUAL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, partner_id) REFERENCES partners (tenant_id, id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes (tenant_id, id)
) STRICT;
CREATE INDEX opportunities_awarded ON opportunities (tenant_id, owner_id) WHERE outcome IS NULL AND stage <> 'signed' AND auction ->> '$.state' = 'awarded';
CREATE INDEX opportunities_by_account ON opportunities (tenant_id, account_id, created_at, id);
CREATE INDEX opportunities_by_amount ON opportunities (tenant_id, amount, id);
CREATE INDEX opportunities_by_category ON opportunities (tenant_id, category, created_at, id);
CREATE INDEX opportunities_by_created_at ON opportunities (tenant_id, created_at, id);
CREATE INDEX opportunities_by_creator ON opportunities (tenant_id, created_by, created_at, id);
CREATE INDEX opportunities_by_due ON opportunities (tenant_id, due_sort, id);
CREATE UNIQUE INDEX opportunities_by_external_id ON opportunities (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX opportunities_by_lead ON opportunities (tenant_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX opportunities_by_org_unit ON opportunities (tenant_id, org_unit_id, created_at, id);
CREATE INDEX opportunities_by_owner ON opportunities (tenant_id, owner_id, created_at, id);
CREATE INDEX opportunities_by_partner ON opportunities (tenant_id, partner_id, created_at, id);
CREATE INDEX opportunities_by_process ON opportunities (tenant_id, process_id);
CREATE INDEX opportunities_by_stage ON opportunities (tenant_id, stage, created_at, id);
CREATE INDEX opportunities_unfinished ON opportunities (tenant_id, owner_id) WHERE outcome IS NULL AND stage <> 'signed';
-- index sqlite_autoindex_opportunities_1 on opportunities, made by its constraint
CREATE TABLE org_units (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  parent_id TEXT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  manager_id TEXT,
  categories TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL DEFAULT 'active',
  merged_into_id TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, manager_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, merged_into_id) REFERENCES org_units (tenant_id, id)
) STRICT;
CREATE INDEX grids_by_creation ON org_units (tenant_id, created_at, id) WHERE kind = 'grid' AND state = 'active';
CREATE INDEX grids_by_name ON org_units (tenant_id, name, id) WHERE kind = 'grid' AND state = 'active';
CREATE INDEX org_units_by_creation ON org_units (tenant_id, created_at, id);
CREATE INDEX org_units_by_manager ON org_units (tenant_id, manager_id, created_at, id) WHERE manager_id IS NOT NULL;
CREATE UNIQUE INDEX org_units_by_name ON org_units (tenant_id, parent_id, name) WHERE state = 'active';
CREATE INDEX org_units_by_own_name ON org_units (tenant_id, name) WHERE state = 'active';
CREATE INDEX org_units_by_parent ON org_units (tenant_id, parent_id, created_at, id);
CREATE UNIQUE INDEX org_units_by_path ON org_units (tenant_id, path);
CREATE INDEX org_units_by_target ON org_units (tenant_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX org_units_merging ON org_units (tenant_id, id) WHERE state = 'merging';
CREATE INDEX org_units_supervising ON org_units (tenant_id, parent_id) WHERE kind = 'department' AND categories <> '[]';
-- index sqlite_autoindex_org_units_1 on org_units, made by its constraint
CREATE TABLE partners (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_id TEXT,
  org_unit_id TEXT,
  contact_name TEXT,
  phone TEXT,
  email TEXT,
  note TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id)
) STRICT;
CREATE INDEX partners_by_created_at ON partners (tenant_id, created_at, id);
CREATE INDEX partners_by_creator ON partners (tenant_id, created_by, created_at, id);
CREATE UNIQUE INDEX partners_by_name ON partners (tenant_id, name);
CREATE INDEX partners_by_org_unit ON partners (tenant_id, org_unit_id, created_at, id);
CREATE INDEX partners_by_owner ON partners (tenant_id, owner_id, created_at, id);
-- index sqlite_autoindex_partners_1 on partners, made by its constraint
CREATE TABLE password_resets (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  user_id TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX password_resets_open ON password_resets (tenant_id, user_id) WHERE ended_at IS NULL;
-- index sqlite_autoindex_password_resets_1 on password_resets, made by its constraint
CREATE TABLE pending_files (
  tenant_id TEXT NOT NULL,
  file_key TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, file_key),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX pending_files_by_start ON pending_files (started_at);
-- index sqlite_autoindex_pending_files_1 on pending_files, made by its constraint
CREATE TABLE principal_roles (
  tenant_id TEXT NOT NULL,
  principal_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  org_unit_id TEXT,
  PRIMARY KEY (tenant_id, principal_id, role_id, scope),
  FOREIGN KEY (tenant_id, principal_id) REFERENCES principals (tenant_id, id),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  CONSTRAINT principal_roles_unit_named CHECK (scope <> 'unit' OR org_unit_id IS NOT NULL)
) STRICT;
CREATE INDEX principal_roles_by_org_unit ON principal_roles (tenant_id, org_unit_id) WHERE org_unit_id IS NOT NULL;
CREATE INDEX principal_roles_by_role ON principal_roles (tenant_id, role_id, principal_id);
-- index sqlite_autoindex_principal_roles_1 on principal_roles, made by its constraint
CREATE TABLE principals (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  user_id TEXT,
  partner_id TEXT,
  status TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX principals_by_partner ON principals (tenant_id, partner_id) WHERE partner_id IS NOT NULL;
-- index sqlite_autoindex_principals_1 on principals, made by its constraint
CREATE TABLE private_changes (
  tenant_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (tenant_id, event_id, field),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_private_changes_1 on private_changes, made by its constraint
CREATE TABLE processes (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  key TEXT NOT NULL,
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  number INTEGER,
  published_at INTEGER,
  definition TEXT NOT NULL,
  roles TEXT NOT NULL,
  permissions TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX processes_by_created_at ON processes (tenant_id, created_at, id);
CREATE UNIQUE INDEX processes_by_number ON processes (tenant_id, key, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX processes_published ON processes (tenant_id, key) WHERE state = 'published';
-- index sqlite_autoindex_processes_1 on processes, made by its constraint
CREATE TABLE reactions (
  tenant_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  changed_at INTEGER NOT NULL,
  resend_at INTEGER,
  PRIMARY KEY (tenant_id, consumer, event_id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE INDEX reactions_done ON reactions (changed_at) WHERE state = 'done';
CREATE INDEX reactions_under_way ON reactions (resend_at) WHERE state = 'sent';
-- index sqlite_autoindex_reactions_1 on reactions, made by its constraint
CREATE TABLE recovery_codes (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, code_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_recovery_codes_1 on recovery_codes, made by its constraint
CREATE TABLE refresh_tokens (
  tenant_id TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  session_id TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id)
) STRICT;
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (tenant_id, session_id);
-- index sqlite_autoindex_refresh_tokens_1 on refresh_tokens, made by its constraint
CREATE TABLE relay (
  log TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  moved_at INTEGER NOT NULL
) STRICT;
-- index sqlite_autoindex_relay_1 on relay, made by its constraint
CREATE TABLE role_permissions (
  tenant_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  permission TEXT NOT NULL,
  PRIMARY KEY (tenant_id, role_id, permission),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_role_permissions_1 on role_permissions, made by its constraint
CREATE TABLE roles (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL, default_scopes TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX roles_by_created_at ON roles (tenant_id, created_at, id) WHERE kind <> 'key';
CREATE UNIQUE INDEX roles_by_key ON roles (tenant_id, key);
-- index sqlite_autoindex_roles_1 on roles, made by its constraint
CREATE TABLE sealing (
  log TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
-- index sqlite_autoindex_sealing_1 on sealing, made by its constraint
CREATE TABLE seals (
  tenant_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  events INTEGER NOT NULL,
  first_event_id TEXT NOT NULL,
  last_event_id TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  leaves TEXT NOT NULL,
  root TEXT NOT NULL,
  previous TEXT,
  hash TEXT NOT NULL,
  sealed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, number),
  FOREIGN KEY (tenant_id, first_event_id) REFERENCES events (tenant_id, id),
  FOREIGN KEY (tenant_id, last_event_id) REFERENCES events (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_seals_1 on seals, made by its constraint
CREATE TABLE second_factors (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_second_factors_1 on second_factors, made by its constraint
CREATE TABLE session_uses (
  tenant_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id)
) STRICT;
CREATE INDEX session_uses_by_expiry ON session_uses (expires_at);
-- index sqlite_autoindex_session_uses_1 on session_uses, made by its constraint
CREATE TABLE sessions (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  user_id TEXT NOT NULL,
  address TEXT,
  user_agent TEXT,
  ended_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id, created_at);
CREATE INDEX sessions_open ON sessions (tenant_id, user_id, created_at, id) WHERE ended_at IS NULL;
-- index sqlite_autoindex_sessions_1 on sessions, made by its constraint
CREATE TABLE settings (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  chosen TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX settings_by_tenant ON settings (tenant_id);
-- index sqlite_autoindex_settings_1 on settings, made by its constraint
CREATE TABLE sla_policies (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  conditions TEXT NOT NULL,
  is_default INTEGER NOT NULL,
  targets TEXT NOT NULL,
  warnings TEXT NOT NULL,
  calendar_id TEXT,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id),
  FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX sla_policies_by_name ON sla_policies (tenant_id, name);
CREATE INDEX sla_policies_by_position ON sla_policies (tenant_id, position, id);
-- index sqlite_autoindex_sla_policies_1 on sla_policies, made by its constraint
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE stray_messages (
  id INTEGER PRIMARY KEY,
  queue TEXT NOT NULL,
  message_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX stray_messages_by_message ON stray_messages (queue, message_id);
CREATE TABLE "tasks" (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  title TEXT NOT NULL,
  stage TEXT NOT NULL,
  parties TEXT NOT NULL,
  drafters TEXT NOT NULL,
  state TEXT NOT NULL,
  assignee_id TEXT,
  due_at INTEGER,
  due_sort INTEGER GENERATED ALWAYS AS (CASE state WHEN 'open' THEN coalesce(due_at, 9007199254740990) ELSE 9007199254740991 END) VIRTUAL,
  ended_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, assignee_id) REFERENCES users (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_tasks_1 on tasks, made by its constraint
CREATE INDEX tasks_by_account ON tasks (tenant_id, account_id);
CREATE INDEX tasks_by_assignee ON tasks (tenant_id, assignee_id, due_sort, id);
CREATE INDEX tasks_by_created_at ON tasks (tenant_id, created_at, id);
CREATE INDEX tasks_by_due ON tasks (tenant_id, due_sort, id);
CREATE UNIQUE INDEX tasks_by_key ON tasks (tenant_id, subject_id, key);
CREATE INDEX tasks_open ON tasks (tenant_id, subject_id) WHERE state = 'open';
CREATE TABLE tenants (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT tenants_id_is_tenant_id CHECK (id = tenant_id)
) STRICT;
-- index sqlite_autoindex_tenants_1 on tenants, made by its constraint
-- index sqlite_autoindex_tenants_2 on tenants, made by its constraint
CREATE TABLE throttles (
  key TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  forgotten_at INTEGER NOT NULL
) STRICT;
-- index sqlite_autoindex_throttles_1 on throttles, made by its constraint
CREATE INDEX throttles_by_forgetting ON throttles (forgotten_at);
CREATE TABLE ticket_messages (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  body TEXT NOT NULL,
  visibility TEXT NOT NULL,
  direction TEXT NOT NULL, sent_to_ticket_id TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_ticket_messages_1 on ticket_messages, made by its constraint
CREATE INDEX ticket_messages_by_ticket ON ticket_messages (tenant_id, ticket_id, created_at, id);
CREATE TABLE tickets (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  account_id TEXT NOT NULL,
  caller_name TEXT,
  caller_phone TEXT,
  contact_id TEXT,
  impact TEXT NOT NULL,
  urgency TEXT NOT NULL,
  priority TEXT NOT NULL,
  grade TEXT NOT NULL,
  category TEXT,
  owner_id TEXT,
  backup_id TEXT,
  org_unit_id TEXT,
  blacklist_reason TEXT,
  resolution TEXT,
  resolved_at INTEGER,
  closed_at INTEGER,
  linked_ticket_id TEXT,
  process_id TEXT NOT NULL,
  process_key TEXT NOT NULL,
  process_version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  stage_since INTEGER NOT NULL,
  due_at INTEGER,
  outcome TEXT,
  process_state TEXT NOT NULL,
  policy_id TEXT,
  policy_version INTEGER,
  targets TEXT NOT NULL,
  warnings TEXT NOT NULL,
  calendar_id TEXT NOT NULL,
  calendar_version INTEGER NOT NULL,
  sla_events TEXT NOT NULL,
  clocks TEXT NOT NULL, continued_by_id TEXT, satisfaction INTEGER, follow_up_note TEXT, followed_up_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, backup_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, linked_ticket_id) REFERENCES tickets (tenant_id, id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes (tenant_id, id),
  FOREIGN KEY (tenant_id, policy_id) REFERENCES sla_policies (tenant_id, id),
  FOREIGN KEY (tenant_id, calendar_id, calendar_version) REFERENCES calendar_versions (tenant_id, calendar_id, version)
) STRICT;
-- index sqlite_autoindex_tickets_1 on tickets, made by its constraint
CREATE INDEX tickets_by_account ON tickets (tenant_id, account_id, created_at, id);
CREATE INDEX tickets_by_calendar ON tickets (tenant_id, calendar_id, calendar_version, id) WHERE outcome IS NULL;
CREATE INDEX tickets_by_caller ON tickets (tenant_id, replace(replace(replace(replace(caller_phone, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE caller_phone IS NOT NULL;
CREATE INDEX tickets_by_contact ON tickets (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX tickets_by_created_at ON tickets (tenant_id, created_at, id);
CREATE INDEX tickets_by_creator ON tickets (tenant_id, created_by, created_at, id);
CREATE INDEX tickets_by_linked ON tickets (tenant_id, linked_ticket_id, created_at, id) WHERE linked_ticket_id IS NOT NULL;
CREATE INDEX tickets_by_number ON tickets (tenant_id, number, created_at, id);
CREATE INDEX tickets_by_org_unit ON tickets (tenant_id, org_unit_id, created_at, id);
CREATE INDEX tickets_by_owner ON tickets (tenant_id, owner_id, created_at, id);
CREATE INDEX tickets_by_process ON tickets (tenant_id, process_id);
CREATE INDEX tickets_by_stage ON tickets (tenant_id, stage, created_at, id);
CREATE UNIQUE INDEX tickets_number ON tickets (tenant_id, number);
CREATE TABLE users (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  password_hash TEXT,
  status TEXT NOT NULL,
  org_unit_id TEXT, mobile TEXT, locale TEXT, external_id TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_users_1 on users, made by its constraint
CREATE INDEX users_by_created_at ON users (tenant_id, created_at, id);
CREATE UNIQUE INDEX users_by_email ON users (tenant_id, email_key);
CREATE UNIQUE INDEX users_by_external_id ON users (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_by_name ON users (tenant_id, name, id);
CREATE INDEX users_by_org_unit ON users (tenant_id, org_unit_id, created_at, id) WHERE org_unit_id IS NOT NULL;
CREATE TABLE webhook_endpoints (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT,
  events TEXT NOT NULL,
  state TEXT NOT NULL,
  disabled_reason TEXT,
  secret TEXT NOT NULL,
  former_secret TEXT,
  overlap_ends_at INTEGER,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_webhook_endpoints_1 on webhook_endpoints, made by its constraint
CREATE INDEX webhook_endpoints_active ON webhook_endpoints (tenant_id, id) WHERE state = 'active' AND removed_at IS NULL;
CREATE INDEX webhook_endpoints_by_creation ON webhook_endpoints (tenant_id, created_at, id) WHERE removed_at IS NULL;
CREATE TABLE webhook_failures (
  tenant_id TEXT NOT NULL,
  webhook_endpoint_id TEXT NOT NULL,
  failing_since INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, webhook_endpoint_id),
  FOREIGN KEY (tenant_id, webhook_endpoint_id) REFERENCES webhook_endpoints (tenant_id, id)
) STRICT;
-- index sqlite_autoindex_webhook_failures_1 on webhook_failures, made by its constraint
