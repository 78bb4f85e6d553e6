-- Partners, who bring leads; the people and keys of one act in its name.

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
CREATE UNIQUE INDEX partners_by_name ON partners (tenant_id, name);
CREATE INDEX partners_by_created_at ON partners (tenant_id, created_at, id);
CREATE INDEX partners_by_owner ON partners (tenant_id, owner_id, created_at, id);
CREATE INDEX partners_by_org_unit ON partners (tenant_id, org_unit_id, created_at, id);
CREATE INDEX partners_by_creator ON partners (tenant_id, created_by, created_at, id);
CREATE INDEX principals_by_partner ON principals (tenant_id, partner_id) WHERE partner_id IS NOT NULL;
