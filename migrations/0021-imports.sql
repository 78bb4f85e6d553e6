-- Files whose rows become records: the job, how far it has come, and what it says about rows.

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

-- Rows name units as people do.
CREATE INDEX org_units_by_own_name ON org_units (tenant_id, name) WHERE state = 'active';
