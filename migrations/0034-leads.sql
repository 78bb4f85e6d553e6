-- Leads: hints of a sale, from partners and the operator's own people.

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
CREATE INDEX leads_by_created_at ON leads (tenant_id, created_at, id);
CREATE INDEX leads_by_partner ON leads (tenant_id, partner_id, created_at, id);
CREATE INDEX leads_by_creator ON leads (tenant_id, created_by, created_at, id);
CREATE INDEX leads_by_org_unit ON leads (tenant_id, org_unit_id, created_at, id);
CREATE INDEX leads_by_account ON leads (tenant_id, account_id, created_at, id);
CREATE INDEX leads_by_stage ON leads (tenant_id, stage, created_at, id);
CREATE INDEX leads_by_category ON leads (tenant_id, category, created_at, id);
CREATE INDEX leads_by_opportunity ON leads (tenant_id, opportunity_id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX leads_by_name_key ON leads (tenant_id, name_key, created_at) WHERE opportunity_id IS NOT NULL;
-- A partner's own numbers, and those of the operator's own people.
CREATE UNIQUE INDEX leads_by_external_id ON leads (tenant_id, coalesce(partner_id, ''), external_id) WHERE external_id IS NOT NULL;
