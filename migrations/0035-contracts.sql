-- Contracts, and the templates that they are made of.

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
CREATE UNIQUE INDEX contract_templates_by_name ON contract_templates (tenant_id, name);
CREATE INDEX contract_templates_by_created_at ON contract_templates (tenant_id, created_at, id);

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
CREATE INDEX contracts_by_created_at ON contracts (tenant_id, created_at, id);
CREATE INDEX contracts_by_end ON contracts (tenant_id, end_sort, id);
CREATE INDEX contracts_by_owner ON contracts (tenant_id, owner_id, created_at, id);
CREATE INDEX contracts_by_owner_and_end ON contracts (tenant_id, owner_id, end_sort, id);
CREATE INDEX contracts_by_creator ON contracts (tenant_id, created_by, created_at, id);
CREATE INDEX contracts_by_creator_and_end ON contracts (tenant_id, created_by, end_sort, id);
CREATE INDEX contracts_by_org_unit ON contracts (tenant_id, org_unit_id, created_at, id);
CREATE INDEX contracts_by_org_unit_and_end ON contracts (tenant_id, org_unit_id, end_sort, id);
CREATE INDEX contracts_by_account ON contracts (tenant_id, account_id, created_at, id);
CREATE INDEX contracts_by_account_and_end ON contracts (tenant_id, account_id, end_sort, id);
CREATE INDEX contracts_by_opportunity ON contracts (tenant_id, opportunity_id, created_at, id);
CREATE INDEX contracts_by_template ON contracts (tenant_id, template_id, template_version);
CREATE INDEX contracts_by_scan ON contracts (tenant_id, scan_id);
CREATE INDEX contracts_by_process ON contracts (tenant_id, process_id);
CREATE INDEX contracts_open_by_owner ON contracts (tenant_id, owner_id) WHERE outcome IS NULL;
CREATE UNIQUE INDEX contracts_by_filing_number ON contracts (tenant_id, filing_number) WHERE filing_number IS NOT NULL;
