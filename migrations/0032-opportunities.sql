-- Possible sales, from the first draft to what was signed or lost.

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
CREATE INDEX opportunities_by_created_at ON opportunities (tenant_id, created_at, id);
CREATE INDEX opportunities_by_amount ON opportunities (tenant_id, amount, id);
CREATE INDEX opportunities_by_due ON opportunities (tenant_id, due_sort, id);
CREATE INDEX opportunities_by_owner ON opportunities (tenant_id, owner_id, created_at, id);
CREATE INDEX opportunities_by_creator ON opportunities (tenant_id, created_by, created_at, id);
CREATE INDEX opportunities_by_org_unit ON opportunities (tenant_id, org_unit_id, created_at, id);
CREATE INDEX opportunities_by_account ON opportunities (tenant_id, account_id, created_at, id);
CREATE INDEX opportunities_by_stage ON opportunities (tenant_id, stage, created_at, id);
CREATE INDEX opportunities_by_category ON opportunities (tenant_id, category, created_at, id);
CREATE INDEX opportunities_by_partner ON opportunities (tenant_id, partner_id, created_at, id);
CREATE INDEX opportunities_by_lead ON opportunities (tenant_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX opportunities_by_process ON opportunities (tenant_id, process_id);
CREATE INDEX opportunities_unfinished ON opportunities (tenant_id, owner_id) WHERE outcome IS NULL AND stage <> 'signed';
CREATE UNIQUE INDEX opportunities_by_external_id ON opportunities (tenant_id, external_id) WHERE external_id IS NOT NULL;
