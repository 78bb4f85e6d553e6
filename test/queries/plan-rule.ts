import { tableOwners } from '@keyline/schema';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { type Loop, loopsOf, type PlanLine, sortedLoops } from './plan.ts';

/** Leads from a slug to its tenant, before any tenant is known: rows of no tenant. */
const withoutTenant = 'directory';

/** Every table whose rows belong to a tenant. */
const tenantTables: ReadonlySet<string> = new Set(
  [...tableOwners.keys()]
    .filter((table) => 'tenantId' in getTableColumns(table))
    .map((table) => getTableName(table))
    .filter((name) => name !== withoutTenant),
);

/** The index of words: it has no column for the tenant, but a word in every row. */
const searchTables: ReadonlySet<string> = new Set(['accounts_search']);

/** A place where a statement reads or changes a tenant's table, under the name that it has there. */
interface Place {
  readonly table: string;
  readonly alias: string;
}

const verbs =
  /\b(?:FROM|JOIN|UPDATE)\s+"?(\w+)"?(?:\s+(?:AS\s+)?(?!(?:ON|WHERE|SET|CROSS|LEFT|INNER|JOIN|INDEXED|NOT|ORDER|GROUP|LIMIT|UNION|AS)\b)"?(\w+)"?)?/gi;

function placesOf(sql: string): Place[] {
  return [...sql.matchAll(verbs)].flatMap(([, table = '', alias = table]) =>
    tenantTables.has(table) || searchTables.has(table) ? [{ table, alias }] : [],
  );
}

/** Where a statement may leave its tenant or look at more rows than it gives, one sentence each. */
export function planFindings(sql: string, plan: readonly PlanLine[]): string[] {
  const places = placesOf(sql);
  const tableOf = new Map(places.map(({ table, alias }) => [alias, table]));
  const loops = loopsOf(plan);
  return [
    ...tenantFindings(sql, places),
    ...insertFindings(sql),
    ...loops.flatMap((loop) => loopFindings(loop, tableOf.get(loop.alias))),
    ...sortedLoops(plan).flatMap(({ alias, line }) => {
      const table = tableOf.get(alias);
      return table && tenantTables.has(table) ? [`sorts rows of ${table}: ${line.detail}`] : [];
    }),
  ];
}

/** Every time a tenant's table is named, its tenant has to be compared with the one that the store binds. */
function tenantFindings(sql: string, places: readonly Place[]): string[] {
  const aliases = new Set(places.filter(({ table }) => tenantTables.has(table)).map(({ alias }) => alias));
  return [...aliases].flatMap((alias) => {
    const named = places.filter((place) => place.alias === alias).length;
    const [{ table } = { table: '' }] = places.filter((place) => place.alias === alias);
    const owner = alias === table ? `(?:"?${alias}"?\\.)?` : `"?${alias}"?\\.`;
    const compared = new RegExp(
      `(?<![\\w."])${owner}"?tenant_id"? = (?:\\?|CASE \\w+\\.\\w+ WHEN \\d+ THEN \\? END)`,
      'g',
    );
    const times = [...sql.matchAll(compared)].length;
    return times >= named
      ? []
      : [`${table} ${alias}: named ${named} times, its tenant compared ${times} times`];
  });
}

function insertFindings(sql: string): string[] {
  const [, table = '', columns = ''] = /^INSERT (?:OR \w+ )?INTO "?(\w+)"? \(([^)]*)\)/.exec(sql) ?? [];
  const names = columns.split(',').map((name) => name.trim().replaceAll('"', ''));
  return tenantTables.has(table) && !names.includes('tenant_id') ? [`${table}: inserts no tenant`] : [];
}

function loopFindings(loop: Loop, table: string | undefined): string[] {
  const { line, verb, by } = loop;
  if (loop.automatic) return [`builds an index to run once: ${line.detail}`];
  if (table === undefined) return [];
  if (searchTables.has(table))
    return loop.virtual && /:\w*M\d/.test(line.detail) ? [] : [`no MATCH: ${line.detail}`];
  if (verb === 'SCAN') return [`scans ${table}: ${line.detail}`];
  // A row found by its number was found by a tenant's key before; `tenantFindings` sees that it is compared again.
  return by === 'rowid=?' || by.startsWith('tenant_id=?')
    ? []
    : [`${table} not by its tenant: ${line.detail}`];
}
