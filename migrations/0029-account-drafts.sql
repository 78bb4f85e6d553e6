-- A draft stands for a customer whom a lead or ticket named, until somebody confirms him.
ALTER TABLE accounts ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
CREATE INDEX accounts_by_state ON accounts (tenant_id, state, created_at, id) WHERE state <> 'active';
