-- How likely accounts are to leave: the latest score of each, and how far each tenant's nightly scoring has come.

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

CREATE TABLE churn_runs (
  tenant_id TEXT PRIMARY KEY NOT NULL,
  due_at INTEGER NOT NULL,
  cursor TEXT NOT NULL,
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX churn_runs_due ON churn_runs (due_at);

-- Tenants that are there already are scored at the next cron.
INSERT INTO churn_runs (tenant_id, due_at, cursor) SELECT id, 0, '' FROM tenants;
