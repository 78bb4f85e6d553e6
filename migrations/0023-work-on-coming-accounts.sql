-- Open work may be about an account that is asked for and not there yet: its id is made by whoever asks.
CREATE TABLE tasks_now (
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
INSERT INTO tasks_now (tenant_id, id, version, created_at, updated_at, created_by, subject_type, subject_id, account_id, key, kind, about, title, stage, parties, drafters, state, assignee_id, due_at, ended_at)
SELECT tenant_id, id, version, created_at, updated_at, created_by, subject_type, subject_id, account_id, key, kind, about, title, stage, parties, drafters, state, assignee_id, due_at, ended_at FROM tasks;
DROP TABLE tasks;
ALTER TABLE tasks_now RENAME TO tasks;
CREATE INDEX tasks_open ON tasks (tenant_id, subject_id) WHERE state = 'open';
CREATE UNIQUE INDEX tasks_by_key ON tasks (tenant_id, subject_id, key);
CREATE INDEX tasks_by_created_at ON tasks (tenant_id, created_at, id);
CREATE INDEX tasks_by_due ON tasks (tenant_id, due_sort, id);
CREATE INDEX tasks_by_assignee ON tasks (tenant_id, assignee_id, due_sort, id);
CREATE INDEX tasks_by_account ON tasks (tenant_id, account_id);

CREATE TABLE named_parties_now (
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
INSERT INTO named_parties_now SELECT tenant_id, id, subject_type, subject_id, account_id, reason, cause_id, user_id, role_id, org_unit_id, opened_at FROM named_parties;
DROP TABLE named_parties;
ALTER TABLE named_parties_now RENAME TO named_parties;
CREATE INDEX named_parties_by_cause ON named_parties (tenant_id, cause_id);
CREATE INDEX named_parties_by_subject ON named_parties (tenant_id, subject_type, subject_id);
CREATE INDEX named_parties_by_account ON named_parties (tenant_id, account_id);
CREATE INDEX named_parties_by_unit ON named_parties (tenant_id, org_unit_id);
CREATE INDEX named_parties_by_user ON named_parties (tenant_id, user_id, subject_type, subject_id);
CREATE INDEX named_parties_by_user_account ON named_parties (tenant_id, user_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX named_parties_by_role ON named_parties (tenant_id, role_id, org_unit_id, subject_type, subject_id);
CREATE INDEX named_parties_by_role_account ON named_parties (tenant_id, role_id, org_unit_id, account_id) WHERE account_id IS NOT NULL;
