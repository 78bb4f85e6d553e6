import { grants, within } from '@keyline/auth';
import { accounts, orgUnits, users } from '@keyline/schema';
import { all, asBoolean, asNumber, asText, columns, must, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { MAX_DEPTH } from '../domain/tree.ts';
import { accountScoped, wholeAccount } from './accounts.ts';

const depth = sql.raw(String(MAX_DEPTH));

/** The keys that a statement is given, a JSON list, as `j.value`. */
const keys = sql`json_each(${value('keys')}) j`;

const known = { ...wholeAccount, visible: asBoolean, permitted: asBoolean };

/** An account that a row may mean, or be a double of. */
export type KnownAccount = ReturnType<typeof accountsByExternalIds.decode>;

function knownBy(condition: SQL): SQL {
  const reach = (permission: string) => within(permission, 'a', accountScoped);
  return sql`WITH ${grants('accounts.read', 'accounts.update')} SELECT ${columns(wholeAccount, 'a')}, ${reach('accounts.read')} AS "visible", ${reach('accounts.update')} AS "permitted" FROM ${keys} CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND ${condition}`;
}

const accountsByExternalIds = statement({
  values: ['keys'],
  row: known,
  sql: knownBy(sql`a.external_id = j.value`),
});

/** What is found by another key of the page already is not read a second time. */
function beside(column: string, name: string): SQL {
  const found = sql.raw(`a.${column}`);
  return sql`(${found} IS NULL OR ${found} NOT IN (SELECT x.value FROM json_each(${value(name)}) x))`;
}

const accountsByCodes = statement({
  values: ['keys', 'externalIds'],
  row: known,
  sql: knownBy(sql`a.credit_code = j.value AND ${beside('external_id', 'externalIds')}`),
});

/** Accounts that are looked at for the names of a page: more are alike only where somebody made them so. */
const mostNamesakes = 5_000;

const accountsByNameKeys = statement({
  values: ['keys', 'externalIds', 'creditCodes'],
  row: known,
  sql: sql`${knownBy(sql`a.name_key = j.value AND ${beside('external_id', 'externalIds')} AND ${beside('credit_code', 'creditCodes')}`)} LIMIT ${sql.raw(String(mostNamesakes))}`,
});

const above = { key: asText, id: asText, visible: asBoolean, level: asNumber };

/** Accounts by an id or an external id, each with what stands above it, itself first. */
const accountsAboveAll = statement({
  values: ['keys'],
  row: above,
  sql: sql`WITH RECURSIVE ${grants('accounts.read')}, chosen(key, id) AS MATERIALIZED (SELECT j.value, i.id FROM ${keys} CROSS JOIN ${accounts} i ON i.tenant_id = ${tenant} AND i.id = j.value UNION SELECT j.value, e.id FROM ${keys} CROSS JOIN ${accounts} e ON e.tenant_id = ${tenant} AND e.external_id = j.value), up(key, id, parent_id, level) AS (SELECT c.key, r.id, r.parent_id, 1 FROM chosen c CROSS JOIN ${accounts} r ON r.tenant_id = ${tenant} AND r.id = c.id UNION ALL SELECT up.key, p.id, p.parent_id, up.level + 1 FROM up CROSS JOIN ${accounts} p ON p.tenant_id = ${tenant} AND p.id = up.parent_id WHERE up.level <= ${depth}) SELECT up.key AS "key", up.id AS "id", up.level AS "level", (up.level > 1 OR EXISTS (SELECT 1 FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = up.id AND ${within('accounts.read', 'a', accountScoped)})) AS "visible" FROM up ORDER BY up.key, up.level`,
});

const usersByKeys = statement({
  values: ['keys'],
  row: { key: asText, id: users.id, status: users.status },
  sql: sql`SELECT j.value AS "key", u.id AS "id", u.status AS "status" FROM ${keys} CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = j.value UNION ALL SELECT j.value, e.id, e.status FROM ${keys} CROSS JOIN ${users} e ON e.tenant_id = ${tenant} AND e.email_key = lower(j.value)`,
});

/** Units by ids, or by the names of those that are in use. */
export const unitsByKeys = statement({
  values: ['keys'],
  row: { key: asText, id: orgUnits.id, kind: orgUnits.kind, state: orgUnits.state },
  sql: sql`SELECT j.value AS "key", o.id AS "id", o.kind AS "kind", o.state AS "state" FROM ${keys} CROSS JOIN ${orgUnits} o ON o.tenant_id = ${tenant} AND o.id = j.value UNION ALL SELECT j.value, n.id, n.kind, n.state FROM ${keys} CROSS JOIN ${orgUnits} n INDEXED BY org_units_by_own_name ON n.tenant_id = ${tenant} AND n.name = j.value AND n.state = 'active'`,
});

/** What the rows of a page name: keys of accounts, and other records by an id or as people call them. */
export interface AccountKeys {
  readonly externalIds: readonly string[];
  readonly creditCodes: readonly string[];
  readonly nameKeys: readonly string[];
  readonly users: readonly string[];
  readonly units: readonly string[];
  readonly parents: readonly string[];
}

function listOf(given: readonly string[]) {
  return { keys: JSON.stringify([...new Set(given)]) };
}

/** All that a page of accounts needs to know: one round trip, whatever its size. */
export function accountPageLoads(keys: AccountKeys) {
  const [externalIds, creditCodes] = [listOf(keys.externalIds).keys, listOf(keys.creditCodes).keys];
  return {
    byExternalId: all(accountsByExternalIds.bind(listOf(keys.externalIds))),
    byCode: all(accountsByCodes.bind({ ...listOf(keys.creditCodes), externalIds })),
    byNameKey: all(accountsByNameKeys.bind({ ...listOf(keys.nameKeys), externalIds, creditCodes })),
    users: all(usersByKeys.bind(listOf(keys.users))),
    units: all(unitsByKeys.bind(listOf(keys.units))),
    above: all(accountsAboveAll.bind(listOf(keys.parents))),
  };
}

/**
 * Behind the changes of a page: none of these accounts (a JSON list of ids) stands in a chain that is too long, or
 * below itself.
 */
export const mustAllFitTree = must(
  ['keys'],
  sql`WITH RECURSIVE up(root, parent_id, level) AS (SELECT r.id, r.parent_id, 1 FROM ${keys} CROSS JOIN ${accounts} r ON r.tenant_id = ${tenant} AND r.id = j.value UNION ALL SELECT up.root, p.parent_id, up.level + 1 FROM up CROSS JOIN ${accounts} p ON p.tenant_id = ${tenant} AND p.id = up.parent_id WHERE up.level <= ${depth}), down(root, id, level) AS (SELECT j.value, j.value, 0 FROM ${keys} UNION ALL SELECT down.root, c.id, down.level + 1 FROM down CROSS JOIN ${accounts} c ON c.tenant_id = ${tenant} AND c.parent_id = down.id WHERE down.level < ${depth}) SELECT NOT EXISTS (SELECT 1 FROM (SELECT root, max(level) AS levels FROM up GROUP BY root) u JOIN (SELECT root, max(level) AS levels FROM down GROUP BY root) d ON d.root = u.root WHERE u.levels + d.levels > ${depth})`,
);
