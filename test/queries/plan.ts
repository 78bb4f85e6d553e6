import type { TestDatabase } from '@keyline/testkit';

/** One line of EXPLAIN QUERY PLAN: what SQLite does at one place, below its `parent`. */
export interface PlanLine {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

export async function planOf(database: TestDatabase, sql: string): Promise<readonly PlanLine[]> {
  const rows = await database.execute(`EXPLAIN QUERY PLAN ${sql}`);
  return rows.map(({ id, parent, detail }) => ({
    id: Number(id),
    parent: Number(parent),
    detail: String(detail),
  }));
}

/** A loop over a table, as a line of a plan tells of it. */
export interface Loop {
  readonly line: PlanLine;
  /** SCAN goes over all rows, SEARCH finds some by a key. */
  readonly verb: 'SCAN' | 'SEARCH';
  /** The alias, or the table's name where it has none. */
  readonly alias: string;
  /** The columns that are compared with a value, such as `tenant_id=? AND id=?`; empty for a scan. */
  readonly by: string;
  readonly automatic: boolean;
  readonly virtual: boolean;
}

export function loopsOf(plan: readonly PlanLine[]): Loop[] {
  return plan.flatMap((line) => {
    const [, verb, alias] = /^(SCAN|SEARCH) (\S+)/.exec(line.detail) ?? [];
    if (alias === undefined) return [];
    return [
      {
        line,
        verb: verb === 'SCAN' ? 'SCAN' : 'SEARCH',
        alias,
        by: /\((.*)\)/.exec(line.detail)?.[1] ?? '',
        automatic: /\bAUTOMATIC\b/.test(line.detail),
        virtual: /\bVIRTUAL TABLE\b/.test(line.detail),
      },
    ];
  });
}

/** The first loop of each place where rows are sorted because no index brings them in order. */
export function sortedLoops(plan: readonly PlanLine[]): Loop[] {
  const loops = loopsOf(plan);
  const sorts = plan.filter(({ detail }) => /USE TEMP B-TREE FOR (ORDER|GROUP) BY/.test(detail));
  return sorts.flatMap((sort) => loops.find(({ line }) => line.parent === sort.parent) ?? []);
}
