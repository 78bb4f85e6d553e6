-- Definitions of processes, a tenant's own cases, and what everybody has to do.

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
  process_state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes (tenant_id, id)
) STRICT;
CREATE INDEX cases_by_created_at ON cases (tenant_id, created_at, id);
CREATE INDEX cases_by_owner ON cases (tenant_id, owner_id, created_at, id);
CREATE INDEX cases_by_creator ON cases (tenant_id, created_by, created_at, id);
CREATE INDEX cases_by_org_unit ON cases (tenant_id, org_unit_id, created_at, id);
CREATE INDEX cases_by_account ON cases (tenant_id, account_id, created_at, id);
CREATE INDEX cases_by_process ON cases (tenant_id, process_id);

CREATE TABLE tasks (
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
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  FOREIGN KEY (tenant_id, assignee_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX tasks_open ON tasks (tenant_id, subject_id) WHERE state = 'open';
CREATE UNIQUE INDEX tasks_by_key ON tasks (tenant_id, subject_id, key);
CREATE INDEX tasks_by_created_at ON tasks (tenant_id, created_at, id);
CREATE INDEX tasks_by_due ON tasks (tenant_id, due_sort, id);
CREATE INDEX tasks_by_assignee ON tasks (tenant_id, assignee_id, due_sort, id);
CREATE INDEX tasks_by_account ON tasks (tenant_id, account_id);
