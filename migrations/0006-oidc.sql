-- Sign-in by a tenant's own identity providers (OpenID Connect).

CREATE TABLE identity_providers (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT,
  scopes TEXT NOT NULL,
  redirect_uris TEXT NOT NULL,
  email_domains TEXT,
  sign_up_users INTEGER NOT NULL,
  role_claim TEXT,
  role_mapping TEXT NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX identity_providers_by_name ON identity_providers (tenant_id, name) WHERE removed_at IS NULL;
CREATE INDEX identity_providers_by_creation ON identity_providers (tenant_id, created_at, id) WHERE removed_at IS NULL;

-- Who of a provider's people is which user: found once by e-mail, from then on by the provider's own subject.
CREATE TABLE identity_links (
  tenant_id TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, provider_id, subject),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES identity_providers (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX identity_links_by_user ON identity_links (tenant_id, user_id, provider_id);

-- Sign-ins under way, until they succeed or ten minutes have passed.
CREATE TABLE oidc_attempts (
  tenant_id TEXT NOT NULL,
  state_hash TEXT NOT NULL,
  binding_hash TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  claimed_until INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, state_hash),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES identity_providers (tenant_id, id)
) STRICT;
CREATE INDEX oidc_attempts_by_expiry ON oidc_attempts (expires_at);
