import { accounts, apiKeys, tenants, users } from '@keyline/schema';
import { asText, tenant } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';

/**
 * The names that texts use, as they are now: what is erased or renamed is nowhere kept under its former name. With the
 * zone in which they tell the time.
 */
export const nameRow = { actorName: asText, accountName: asText, personName: asText, timeZone: asText };

/** The select list of `nameRow`: of who acted, of the account, and of whom these facts name. */
export function namesOf(actorId: SQL, accountId: SQL, facts: SQL): SQL {
  const userName = (id: SQL) =>
    sql`(SELECT n.name FROM ${users} n WHERE n.tenant_id = ${tenant} AND n.id = ${id})`;
  const keyName = sql`(SELECT k.name FROM ${apiKeys} k WHERE k.tenant_id = ${tenant} AND k.id = ${actorId})`;
  const account = sql`(SELECT c.name FROM ${accounts} c WHERE c.tenant_id = ${tenant} AND c.id = ${accountId})`;
  return sql`coalesce(${userName(actorId)}, ${keyName}) AS "actorName", ${account} AS "accountName", ${userName(sql`${facts} ->> 'personId'`)} AS "personName", (SELECT z.time_zone FROM ${tenants} z WHERE z.tenant_id = ${tenant} AND z.id = ${tenant}) AS "timeZone"`;
}
