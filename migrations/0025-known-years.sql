-- Up to which year a calendar knows the holidays, so that health can count those who live on assumed ones. What was told
-- of a missing year before it became a task is looked at once more: the event is there already, and written once.

ALTER TABLE calendars ADD COLUMN known_until INTEGER;
UPDATE calendars SET known_until = (SELECT max(j.value) FROM json_each(definition, '$.knownYears') j);
UPDATE calendars SET year_wanted = known_until + 1;
CREATE INDEX calendars_known_until ON calendars (known_until, tenant_id) WHERE removed_at IS NULL AND known_until IS NOT NULL;

-- Handovers that go on are looked at in pages: one that waits for somebody else holds up no other.
DROP INDEX handovers_running;
CREATE INDEX handovers_running ON handovers (tenant_id, id) WHERE state = 'running';
