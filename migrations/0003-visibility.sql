-- Who sees an account beside its owner: its team, and those whom open work names.

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
CREATE UNIQUE INDEX account_team_by_place ON account_team (tenant_id, user_id, account_id, role) WHERE removed_at IS NULL;
CREATE INDEX account_team_by_account ON account_team (tenant_id, account_id, created_at, id) WHERE removed_at IS NULL;

-- Open tasks, approvals and eligibilities; a row goes when what it stands for is closed.
CREATE TABLE named_parties (
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
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  CONSTRAINT named_parties_somebody CHECK (user_id IS NOT NULL OR role_id IS NOT NULL)
) STRICT;
CREATE INDEX named_parties_by_cause ON named_parties (tenant_id, cause_id);
CREATE INDEX named_parties_by_subject ON named_parties (tenant_id, subject_type, subject_id);
CREATE INDEX named_parties_by_account ON named_parties (tenant_id, account_id);
CREATE INDEX named_parties_by_unit ON named_parties (tenant_id, org_unit_id);
CREATE INDEX named_parties_by_user ON named_parties (tenant_id, user_id, subject_type, subject_id);
CREATE INDEX named_parties_by_user_account ON named_parties (tenant_id, user_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX named_parties_by_role ON named_parties (tenant_id, role_id, org_unit_id, subject_type, subject_id);
CREATE INDEX named_parties_by_role_account ON named_parties (tenant_id, role_id, org_unit_id, account_id) WHERE account_id IS NOT NULL;
