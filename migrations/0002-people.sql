-- Users and roles as records that people keep: how to reach a user, who stands in for him, and the scopes in
-- which a role sees data where nothing else is said.

ALTER TABLE users ADD COLUMN mobile TEXT;
ALTER TABLE users ADD COLUMN locale TEXT;
CREATE INDEX users_by_created_at ON users (tenant_id, created_at, id);
CREATE INDEX users_by_name ON users (tenant_id, name, id);
CREATE INDEX users_by_org_unit ON users (tenant_id, org_unit_id, created_at, id) WHERE org_unit_id IS NOT NULL;

ALTER TABLE roles ADD COLUMN default_scopes TEXT NOT NULL DEFAULT '[]';
UPDATE roles SET default_scopes = CASE key
  WHEN 'account_manager' THEN '["own","team"]'
  WHEN 'informant' THEN '["own"]'
  WHEN 'opportunity_manager' THEN '["unit"]'
  WHEN 'survey_engineer' THEN '["unit"]'
  WHEN 'business_supervisor' THEN '["unit"]'
  WHEN 'branch_manager' THEN '["unit"]'
  WHEN 'service_agent' THEN '["unit"]'
  WHEN 'partner' THEN '["partner"]'
  ELSE '["tenant"]' END
WHERE kind = 'default';
CREATE INDEX roles_by_created_at ON roles (tenant_id, created_at, id) WHERE kind <> 'key';
CREATE INDEX principal_roles_by_role ON principal_roles (tenant_id, role_id, principal_id);

CREATE TABLE absences (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  absent_from INTEGER NOT NULL,
  absent_until INTEGER,
  delegate_id TEXT,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, delegate_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX absences_by_delegate ON absences (tenant_id, delegate_id);
CREATE INDEX api_keys_by_role ON api_keys (tenant_id, role_id);
