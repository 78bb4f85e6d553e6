import {
  accounts,
  contracts,
  leads,
  opportunities,
  orgUnits,
  partners,
  principalRoles,
  tickets,
  users,
} from '@keyline/schema';
import {
  asBoolean,
  type Change,
  changedAlike,
  type Moment,
  must,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { userSubject } from './users.ts';

/** Whether records of another unit are still on their way into this one. */
export const receivingUnit = statement({
  values: ['id'],
  row: { receiving: asBoolean },
  sql: sql`SELECT EXISTS (SELECT 1 FROM ${orgUnits} m WHERE m.tenant_id = ${tenant} AND m.merged_into_id = ${value('id')} AND m.state = 'merging') AS "receiving"`,
});

/** The units right below a unit. */
export const childrenOfUnit = statement({
  values: ['id'],
  row: { id: orgUnits.id, version: orgUnits.version },
  sql: sql`SELECT c.id AS "id", c.version AS "version" FROM ${orgUnits} c WHERE c.tenant_id = ${tenant} AND c.parent_id = ${value('id')}`,
});

/** Units below one parent that have a namesake below another. */
export const clashingChildren = statement({
  values: ['id', 'intoId'],
  row: { id: orgUnits.id, name: orgUnits.name, otherId: orgUnits.id },
  sql: sql`SELECT c.id AS "id", c.name AS "name", o.id AS "otherId" FROM ${orgUnits} c CROSS JOIN ${orgUnits} o ON o.tenant_id = ${tenant} AND o.parent_id = ${value('intoId')} AND o.name = c.name AND o.state = 'active' WHERE c.tenant_id = ${tenant} AND c.parent_id = ${value('id')} AND c.state = 'active' LIMIT 50`,
});

/** The people whom a merge concerns, up to `limit`: who stands in the unit, and who holds a role over it. */
export const peopleOfUnit = statement({
  values: ['id', 'limit'],
  row: { id: users.id, version: users.version, stands: asBoolean, holds: asBoolean },
  sql: sql`SELECT u.id AS "id", u.version AS "version", u.org_unit_id IS ${value('id')} AS "stands", EXISTS (SELECT 1 FROM ${principalRoles} h WHERE h.tenant_id = ${tenant} AND h.principal_id = u.id AND h.org_unit_id = ${value('id')}) AS "holds" FROM (SELECT s.id FROM ${users} s WHERE s.tenant_id = ${tenant} AND s.org_unit_id = ${value('id')} UNION SELECT r.principal_id FROM ${principalRoles} r WHERE r.tenant_id = ${tenant} AND r.org_unit_id = ${value('id')}) x CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = x.id LIMIT ${value('limit')}`,
});

/** Each of these people under one event: where he stands, and over which unit he holds roles, from now on. */
export function movedPeople(
  moment: Moment,
  people: readonly ReturnType<typeof peopleOfUnit.decode>[],
  id: string,
  intoId: string,
): Change[] {
  const over: [string, string] = [id, intoId];
  return [...Map.groupBy(people, ({ stands, holds }) => `${stands} ${holds}`).values()].map((alike) => {
    const { stands, holds } = alike[0] ?? { stands: false, holds: false };
    const logged = { ...(stands && { orgUnitId: over }), ...(holds && { rolesUnitId: over }) };
    const fields = stands ? { orgUnitId: over } : {};
    return changedAlike(moment, userSubject, alike, fields, { type: 'user.changed', logged });
  });
}

/** Grants that reach over one unit reach over another from now on; who has a grant of both keeps one. */
export const moveGrants = statement({
  values: ['id', 'intoId'],
  sql: sql`UPDATE OR REPLACE ${principalRoles} SET org_unit_id = ${value('intoId')} WHERE tenant_id = ${tenant} AND org_unit_id = ${value('id')}`,
});

/**
 * At the end of the commit: no user, no grant and no unit is left that belongs to the unit, be it one that came
 * meanwhile or one that goes over into it.
 */
export const mustBeLeft = must(
  ['id'],
  sql`SELECT NOT EXISTS (SELECT 1 FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.org_unit_id = ${value('id')}) AND NOT EXISTS (SELECT 1 FROM ${principalRoles} r WHERE r.tenant_id = ${tenant} AND r.org_unit_id = ${value('id')}) AND NOT EXISTS (SELECT 1 FROM ${orgUnits} c WHERE c.tenant_id = ${tenant} AND c.parent_id = ${value('id')})`,
);

const namedBy = (column: SQL) =>
  sql`SELECT rid FROM (SELECT x.rid FROM ${accounts} x WHERE x.tenant_id = ${tenant} AND x.${column} = ${value('id')} LIMIT ${value('limit')})`;

const naming = sql`${namedBy(sql`org_unit_id`)} UNION ${namedBy(sql`grid_id`)} UNION ${namedBy(sql`responsible_unit_id`)}`;

/** Up to `limit` accounts that name the unit, with every unit that they name. */
export const accountsOfUnit = statement({
  values: ['id', 'limit'],
  row: {
    id: accounts.id,
    version: accounts.version,
    presence: accounts.presence,
    orgUnitId: accounts.orgUnitId,
    gridId: accounts.gridId,
    responsibleUnitId: accounts.responsibleUnitId,
  },
  sql: sql`SELECT a.id AS "id", a.version AS "version", a.presence AS "presence", a.org_unit_id AS "orgUnitId", a.grid_id AS "gridId", a.responsible_unit_id AS "responsibleUnitId" FROM ${accounts} a NOT INDEXED WHERE a.tenant_id = ${tenant} AND a.rowid IN (${naming}) LIMIT ${value('limit')}`,
});

const noAccount = (column: SQL) =>
  sql`NOT EXISTS (SELECT 1 FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.${column} = ${value('id')})`;

const partnerOfUnit = sql`EXISTS (SELECT 1 FROM ${partners} p INDEXED BY partners_by_org_unit WHERE p.tenant_id = ${tenant} AND p.org_unit_id = ${value('id')})`;
const opportunityOfUnit = sql`EXISTS (SELECT 1 FROM ${opportunities} o INDEXED BY opportunities_by_org_unit WHERE o.tenant_id = ${tenant} AND o.org_unit_id = ${value('id')})`;
const contractOfUnit = sql`EXISTS (SELECT 1 FROM ${contracts} c INDEXED BY contracts_by_org_unit WHERE c.tenant_id = ${tenant} AND c.org_unit_id = ${value('id')})`;
const ticketOfUnit = sql`EXISTS (SELECT 1 FROM ${tickets} t INDEXED BY tickets_by_org_unit WHERE t.tenant_id = ${tenant} AND t.org_unit_id = ${value('id')})`;
const leadOfUnit = sql`EXISTS (SELECT 1 FROM ${leads} l INDEXED BY leads_by_org_unit WHERE l.tenant_id = ${tenant} AND l.org_unit_id = ${value('id')})`;
const elsewhere = sql`(${partnerOfUnit} OR ${leadOfUnit} OR ${opportunityOfUnit} OR ${contractOfUnit} OR ${ticketOfUnit})`;

/** Whether records of other Workers name the unit still: they take them along. */
export const elsewhereOfUnit = statement({
  values: ['id'],
  row: { left: asBoolean },
  sql: sql`SELECT ${elsewhere} AS "left" WHERE ${tenant} <> ''`,
});

/** At the commit: no account names the unit any more, and no record of another Worker. */
export const mustHoldNoRecord = must(
  ['id'],
  sql`SELECT NOT ${elsewhere} AND ${noAccount(sql`org_unit_id`)} AND ${noAccount(sql`grid_id`)} AND ${noAccount(sql`responsible_unit_id`)}`,
);
