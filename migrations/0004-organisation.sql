-- Who is in charge of an org unit, what a department supervises, and units that go over into others.
-- A composite foreign key cannot be added to a table: it is filled anew, with keys checked at the end.

PRAGMA defer_foreign_keys = ON;

CREATE INDEX principal_roles_by_org_unit ON principal_roles (tenant_id, org_unit_id) WHERE org_unit_id IS NOT NULL;
CREATE INDEX accounts_by_responsible_unit ON accounts (tenant_id, responsible_unit_id) WHERE responsible_unit_id IS NOT NULL;

CREATE TABLE org_units_as_they_were AS SELECT * FROM org_units;
DELETE FROM org_units;
DROP TABLE org_units;

CREATE TABLE org_units (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  parent_id TEXT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  manager_id TEXT,
  categories TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL DEFAULT 'active',
  merged_into_id TEXT,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, manager_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, merged_into_id) REFERENCES org_units (tenant_id, id)
) STRICT;
INSERT INTO org_units (tenant_id, id, version, created_at, updated_at, created_by, parent_id, kind, name, path)
  SELECT tenant_id, id, version, created_at, updated_at, created_by, parent_id, kind, name, path
  FROM org_units_as_they_were;
DROP TABLE org_units_as_they_were;

CREATE UNIQUE INDEX org_units_by_path ON org_units (tenant_id, path);
-- A unit that went over into another keeps its name, and nobody else's from being used.
CREATE UNIQUE INDEX org_units_by_name ON org_units (tenant_id, parent_id, name) WHERE state = 'active';
CREATE INDEX org_units_by_parent ON org_units (tenant_id, parent_id, created_at, id);
CREATE INDEX org_units_by_creation ON org_units (tenant_id, created_at, id);
CREATE INDEX org_units_by_manager ON org_units (tenant_id, manager_id, created_at, id) WHERE manager_id IS NOT NULL;
CREATE INDEX org_units_by_target ON org_units (tenant_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX org_units_merging ON org_units (tenant_id, id) WHERE state = 'merging';
CREATE INDEX grids_by_creation ON org_units (tenant_id, created_at, id) WHERE kind = 'grid' AND state = 'active';
CREATE INDEX grids_by_name ON org_units (tenant_id, name, id) WHERE kind = 'grid' AND state = 'active';

-- Accounts of each grid, kept in the commits that change them: nothing is counted when somebody looks.
CREATE TABLE grid_counts (
  tenant_id TEXT NOT NULL,
  grid_id TEXT NOT NULL,
  presence TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, grid_id, presence),
  FOREIGN KEY (tenant_id, grid_id) REFERENCES org_units (tenant_id, id)
) STRICT;
INSERT INTO grid_counts (tenant_id, grid_id, presence, accounts)
  SELECT tenant_id, grid_id, presence, count(*) FROM accounts
  WHERE grid_id IS NOT NULL GROUP BY tenant_id, grid_id, presence;
