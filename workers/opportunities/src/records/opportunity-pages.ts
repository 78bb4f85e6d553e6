import { grants, within } from '@keyline/auth';
import { peopleLoad, peopleOfNewIn, publishedUnder } from '@keyline/cases';
import { accounts, opportunities, principals, users } from '@keyline/schema';
import {
  all,
  asBoolean,
  asText,
  columns,
  first,
  statement,
  tenant,
  tenantCalendar,
  tenantSettings,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { processKey } from './new-opportunities.ts';
import { accountScoped, opportunityRow, opportunityScoped } from './opportunities.ts';

const keys = sql`json_each(${value('keys')}) j`;

const known = { ...opportunityRow, visible: asBoolean, permitted: asBoolean };

const opportunitiesByExternalIds = statement({
  values: ['keys'],
  row: known,
  sql: sql`WITH ${grants('opportunities.read', 'opportunities.update')} SELECT ${columns(opportunityRow, 'a')}, ${within('opportunities.read', 'a', opportunityScoped)} AS "visible", ${within('opportunities.update', 'a', opportunityScoped)} AS "permitted" FROM ${keys} CROSS JOIN ${opportunities} a ON a.tenant_id = ${tenant} AND a.external_id = j.value`,
});

/** Namesakes that are looked at for one page: more are alike only where somebody made them so. */
const mostAccounts = sql.raw('2000');

const accountsMeant = statement({
  values: ['keys'],
  row: {
    key: asText,
    id: accounts.id,
    ownerId: accounts.ownerId,
    orgUnitId: accounts.orgUnitId,
    visible: asBoolean,
  },
  sql: sql`WITH ${grants('accounts.read')}, chosen(key, id) AS MATERIALIZED (SELECT j.value, i.id FROM ${keys} CROSS JOIN ${accounts} i ON i.tenant_id = ${tenant} AND i.id = j.value UNION SELECT j.value, e.id FROM ${keys} CROSS JOIN ${accounts} e ON e.tenant_id = ${tenant} AND e.external_id = j.value UNION SELECT key, id FROM (SELECT j.value AS key, n.id AS id FROM ${keys} CROSS JOIN ${accounts} n INDEXED BY accounts_by_name ON n.tenant_id = ${tenant} AND n.name = j.value LIMIT ${mostAccounts})) SELECT ch.key AS "key", a.id AS "id", a.owner_id AS "ownerId", a.org_unit_id AS "orgUnitId", ${within('accounts.read', 'a', accountScoped)} AS "visible" FROM chosen ch CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = ch.id`,
});

/** A partner's people own nothing of the house. */
const ofTheHouse = (user: SQL) =>
  sql`NOT EXISTS (SELECT 1 FROM ${principals} pp WHERE pp.tenant_id = ${tenant} AND pp.id = ${user} AND pp.partner_id IS NOT NULL)`;

const usersMeant = statement({
  values: ['keys'],
  row: { key: asText, id: users.id },
  sql: sql`SELECT j.value AS "key", u.id AS "id" FROM ${keys} CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = j.value AND u.status = 'active' AND ${ofTheHouse(sql`u.id`)} UNION ALL SELECT j.value, e.id FROM ${keys} CROSS JOIN ${users} e ON e.tenant_id = ${tenant} AND e.email_key = lower(j.value) AND e.status = 'active' AND ${ofTheHouse(sql`e.id`)}`,
});

function listOf(given: readonly string[]) {
  return { keys: JSON.stringify([...new Set(given)]) };
}

/**
 * All that a page of opportunities needs to know: one round trip, whatever its size. In the stages in which a file can
 * bring them, nobody acts by a role of their unit.
 */
export function opportunityPageLoads(asked: {
  readonly externalIds: readonly string[];
  readonly accounts: readonly string[];
  readonly users: readonly string[];
}) {
  return {
    known: all(opportunitiesByExternalIds.bind(listOf(asked.externalIds))),
    accounts: all(accountsMeant.bind(listOf(asked.accounts))),
    users: all(usersMeant.bind(listOf(asked.users))),
    process: first(publishedUnder.bind({ key: processKey })),
    people: peopleLoad(peopleOfNewIn.bind({ orgUnitId: '', key: processKey })),
    calendar: tenantCalendar(),
    settings: first(tenantSettings.bind({})),
  };
}
