/**
 * The statements of `store/src/system.ts` that the program runs, by their beginning, each with the reason why
 * it cannot name its tenant. Nothing else may reach over tenants.
 */
export const systemStatements: Readonly<Record<string, string>> = {
  'SELECT 1 AS "one"': 'asks whether the database answers, and reads no table',
  'SELECT "users"."tenant_id" AS "tenantId"': 'sign-in: the slug leads to the tenant, the tenant to the user',
  'SELECT "directory"."tenant_id" AS "tenantId"':
    'sign-up: whether the slug is taken, and by this very request',
  'DELETE FROM "idempotency" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
  'DELETE FROM "refresh_tokens" WHERE rowid IN': 'clean-up goes by expiry over all tenants, in pages',
  'DELETE FROM "event_origins" WHERE rowid IN': 'clean-up goes by age over all tenants, in pages',
};

/** Whether the statement is one of the closed list. */
export function isSystemStatement(sql: string): boolean {
  return Object.keys(systemStatements).some((beginning) => sql.startsWith(beginning));
}
