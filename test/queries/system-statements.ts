/**
 * The statements of `store/src/system.ts` that the program runs, by their beginning, each with the reason why
 * it cannot name its tenant. Nothing else may reach over tenants.
 */
export const systemStatements: Readonly<Record<string, string>> = {
  'SELECT 1 AS "one"': 'asks whether the database answers, and reads no table',
  'SELECT "users"."tenant_id" AS "tenantId"': 'sign-in: the slug leads to the tenant, the tenant to the user',
  'SELECT "directory"."tenant_id" AS "tenantId"':
    'sign-up: whether the slug is taken, and by this very request',
  'SELECT "identity_providers"."tenant_id" AS "tenantId"':
    'sign-in: the slug leads to the tenant, the tenant to its identity providers',
  'DELETE FROM "oidc_attempts" WHERE rowid IN': 'clean-up goes by expiry over all tenants, in pages',
  'SELECT "org_units"."tenant_id" AS "tenantId"':
    'finds the units of all tenants that go over into others, by an index that holds no other unit',
  'SELECT "handovers"."tenant_id" AS "tenantId"':
    'finds the handovers of all tenants that go on, by an index that holds no other handover',
  'SELECT "i"."tenant_id" AS "tenantId", "i"."id" AS "id", "i"."kind" AS "kind"':
    'finds the imports of all tenants that go on, by an index that holds no other import',
  'SELECT "pending_files"."tenant_id" AS "tenantId"':
    'finds uploads that broke off by age, over all tenants, in pages',
  'SELECT "attachments"."tenant_id" AS "tenantId"':
    'finds the files of removed attachments of all tenants, by an index that holds no others',
  'SELECT r.tenant_id AS "tenantId", t.time_zone AS "timeZone" FROM "churn_runs"':
    'finds the tenants whose nightly scoring is due, by an index of when it is',
  'SELECT "calendars"."tenant_id" AS "tenantId"':
    'finds the calendars of all tenants that miss a year, by an index of the first year of which nobody was told',
  'SELECT (SELECT count(*) FROM (SELECT DISTINCT c.tenant_id FROM "calendars"':
    'health counts the tenants that live on assumed holidays, a thousand at most, by an index of known years',
  'SELECT "deadlines"."tenant_id" AS "tenantId"':
    'a sweep finds what is due over all tenants, by an index of what is armed',
  'SELECT w.tenant_id AS "tenantId", max(w.seq)':
    'finds which tenants have events that are not sealed, behind a place in the log, in stretches',
  'UPDATE "sealing" SET seq = ?': 'notes up to where the log of all tenants is sealed',
  'INSERT INTO "job_runs"': 'writes down how the jobs of a Worker ended, which go over all tenants',
  'SELECT "job_runs"."job"': 'health tells how the jobs of a Worker ended, which go over all tenants',
  'SELECT (SELECT count(*) FROM (SELECT 1 FROM "deadlines"':
    'health counts what is overdue or fails in all tenants, a thousand at most, by indexes that hold nothing else',
  'SELECT (SELECT count(*) FROM (SELECT 1 FROM "events" e WHERE e.seq':
    'health counts what of the log of all tenants is not relayed, under way or dead, a thousand of each at most',
  'DELETE FROM "deadlines" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
  'INSERT INTO "leases"': 'takes or holds on a lease, which is no tenant’s',
  'DELETE FROM "leases" WHERE "leases"."name" = ?': 'gives a lease back, which is no tenant’s',
  'DELETE FROM "reactions" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
  'DELETE FROM "leases" WHERE rowid IN': 'clean-up goes by the end of the lease, in pages',
  'DELETE FROM "idempotency" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
  'SELECT (SELECT coalesce(max("throttles"."blocked_until"), 0) FROM "throttles" WHERE "throttles"."key" IN (SELECT k.value FROM json_each(?) k UNION ALL':
    'sign-in: how long such attempts are refused, of users, strangers and networks alike',
  'INSERT INTO must SELECT (SELECT coalesce(max("throttles"."blocked_until"), 0) FROM "throttles" WHERE "throttles"."key" IN (SELECT k.value':
    'sign-in: that attempts were still free, of users, strangers and networks alike',
  'INSERT OR REPLACE INTO "throttles" (key, failures, counted_at, blocked_until, forgotten_at) SELECT ?, f':
    'sign-in: failures of strangers and networks, which have no tenant, are counted too',
  'DELETE FROM "throttles" WHERE "throttles"."key" = ?': 'sign-in: forgives by the key of its count',
  'SELECT "session_uses"."tenant_id" AS "tenantId"': 'sessions end by expiry over all tenants, in pages',
  'DELETE FROM "throttles" WHERE rowid IN': 'clean-up goes by the time of forgiving, in pages',
  'DELETE FROM "refresh_tokens" WHERE rowid IN': 'clean-up goes by expiry over all tenants, in pages',
  'DELETE FROM "event_origins" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
  'WITH RECURSIVE known (lane) AS':
    'finds the receivers, of all tenants, to whom something is due, by their index',
  'UPDATE "deliveries" SET state = \'sending\'':
    'takes on what is due to one receiver, in pages: a host outside knows no tenants',
  'DELETE FROM "deliveries" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
  'DELETE FROM "notifications" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
};

/** Whether the statement is one of the closed list. */
export function isSystemStatement(sql: string): boolean {
  return Object.keys(systemStatements).some((beginning) => sql.startsWith(beginning));
}
