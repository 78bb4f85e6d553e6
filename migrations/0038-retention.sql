-- What was entered with the action that ended a case; retention cases by account, and all that ended by when they did.
ALTER TABLE cases ADD COLUMN result TEXT;
CREATE INDEX cases_of_account ON cases (tenant_id, account_id, process_key, stage_since);
CREATE INDEX cases_ended ON cases (tenant_id, process_key, stage_since) WHERE outcome IS NOT NULL;
