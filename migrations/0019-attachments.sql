-- Files that hang on records: their content lies in a bucket.

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
CREATE INDEX attachments_by_subject ON attachments (tenant_id, subject_id, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX attachments_removed ON attachments (tenant_id, subject_id) WHERE removed_at IS NOT NULL;
CREATE INDEX attachments_by_account ON attachments (tenant_id, account_id);
CREATE INDEX attachments_to_empty ON attachments (removed_at) WHERE removed_at IS NOT NULL AND file_key IS NOT NULL;

-- What is on its way into the bucket: whoever breaks off leaves a row by which the file is found and deleted.
CREATE TABLE pending_files (
  tenant_id TEXT NOT NULL,
  file_key TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, file_key),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX pending_files_by_start ON pending_files (started_at);
