import type { Definition } from '@keyline/process';
import { accounts, processes } from '@keyline/schema';
import { asNumber, at, type RecordTable, statement, tenant, value } from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';
import { actingStatement } from './actor.ts';
import { peopleStatement } from './organisation.ts';

/** A table whose records move: `processColumns()`, and the unit in which they are looked after. */
export type MovingTable = RecordTable & {
  readonly orgUnitId: Column;
  readonly processId: Column;
  readonly processState: Column;
};

/**
 * What of its surroundings a record needs to move, by its id; `record` gives that of another one out of the value `id`,
 * such as the one that has taken its place. `category` is its business category, where it has one.
 */
export function processStatements(
  table: MovingTable,
  { record = sql`${value('id')}`, category }: { readonly record?: SQL; readonly category?: Column } = {},
) {
  const running = sql`${table} c CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.id = c.process_id WHERE c.tenant_id = ${tenant} AND c.id = ${record}`;
  return {
    /** The definition by which it runs. */
    definition: statement({
      values: ['id'],
      row: { definition: processes.definition },
      sql: sql`SELECT p.definition AS "definition" FROM ${running}`,
    }),
    /** The people around it. */
    people:
      category === undefined
        ? peopleStatement(sql`SELECT c.org_unit_id, p.roles FROM ${running}`, ['id'])
        : peopleStatement(
            sql`SELECT c.org_unit_id, p.roles, ${at('c', category)} FROM ${running}`,
            ['id'],
            true,
          ),
    /** As whom the caller acts on it. */
    acting: actingStatement(sql`SELECT p.permissions FROM ${running}`, ['id']),
  };
}

export type ProcessStatements = ReturnType<typeof processStatements>;

/** What runs under a key now. */
export const publishedUnder = statement({
  values: ['key'],
  row: { id: processes.id, key: processes.key, number: asNumber, definition: processes.definition },
  sql: sql`SELECT p.id AS "id", p.key AS "key", p.number AS "number", p.definition AS "definition" FROM ${processes} p WHERE p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published'`,
});

export type Published = ReturnType<typeof publishedUnder.decode>;

const published = sql`CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published'`;

/** The people around a record that an account is to get, in the unit of the account. */
export const peopleOfNewOn = peopleStatement(
  sql`SELECT a.org_unit_id, p.roles FROM ${accounts} a ${published} WHERE a.tenant_id = ${tenant} AND a.id = ${value('accountId')}`,
  ['accountId', 'key'],
);

/** The people around a record that is to be made in a unit; an empty text: in none. */
export const peopleOfNewIn = peopleStatement(
  sql`SELECT nullif(j.value, ''), p.roles FROM json_each(json_array(${value('orgUnitId')})) j ${published}`,
  ['orgUnitId', 'key'],
);

/** The columns of a record that name its process. */
export function processOf({ id, key, number }: Published) {
  return { processId: id, processKey: key, processVersion: number };
}

/** A stored definition: it was checked before it was published. */
export function definitionOf(row: { readonly definition: unknown } | undefined): Definition {
  if (row === undefined) throw new Error('a record without its process');
  return row.definition as Definition;
}
