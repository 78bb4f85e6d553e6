import { gridCounts, orgUnits, users } from '@keyline/schema';
import { asNumber, asText, columns, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import type { Presence } from '../domain/vocabulary.ts';

/** A grid as it is shown: an org unit with the names of its parent and manager, and its numbers of accounts. */
export const gridRow = {
  id: orgUnits.id,
  createdAt: orgUnits.createdAt,
  name: orgUnits.name,
  state: orgUnits.state,
  mergedIntoId: orgUnits.mergedIntoId,
  parentId: orgUnits.parentId,
  managerId: orgUnits.managerId,
  parentName: asText,
  managerName: asText,
  existing: asNumber,
  potential: asNumber,
  offNet: asNumber,
};

function counted(presence: Presence): SQL {
  return sql`coalesce((SELECT gc.accounts FROM ${gridCounts} gc WHERE gc.tenant_id = ${tenant} AND gc.grid_id = a.id AND gc.presence = ${sql.raw(`'${presence}'`)}), 0)`;
}

/** What is computed of the org unit under alias `a`: each number is one row that was kept with the accounts. */
export const gridNumbers = sql`(SELECT p.name FROM ${orgUnits} p WHERE p.tenant_id = ${tenant} AND p.id = a.parent_id) AS "parentName", (SELECT u.name FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = a.manager_id) AS "managerName", ${counted('existing')} AS "existing", ${counted('potential')} AS "potential", ${counted('off_net')} AS "offNet"`;

export const gridById = statement({
  values: ['id'],
  row: gridRow,
  sql: sql`SELECT ${columns(gridRow, 'a')}, ${gridNumbers} FROM ${orgUnits} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND a.kind = 'grid'`,
});
