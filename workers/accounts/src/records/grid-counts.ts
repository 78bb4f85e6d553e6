import { gridCounts } from '@keyline/schema';
import { type Bound, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const shift = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${gridCounts} (tenant_id, grid_id, presence, accounts) SELECT ${tenant}, j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(${value('rows')}) j WHERE true ON CONFLICT (tenant_id, grid_id, presence) DO UPDATE SET accounts = accounts + excluded.accounts`,
});

/** What of an account its grid counts. */
export interface Counted {
  readonly gridId: string | null;
  readonly presence: string;
}

/** Keeps the numbers of grids in line with accounts that were `before` and are `after`, in the same commit. */
export function recounted(before: readonly Counted[], after: readonly Counted[]): Bound[] {
  const shifts = new Map<string, { readonly gridId: string; readonly presence: string; by: number }>();
  const count = ({ gridId, presence }: Counted, by: number) => {
    if (gridId === null) return;
    const key = `${gridId} ${presence}`;
    const known = shifts.get(key) ?? { gridId, presence, by: 0 };
    shifts.set(key, { ...known, by: known.by + by });
  };
  for (const one of before) count(one, -1);
  for (const one of after) count(one, 1);
  const rows = [...shifts.values()].filter(({ by }) => by !== 0);
  if (rows.length === 0) return [];
  return [
    shift.bind({ rows: JSON.stringify(rows.map(({ gridId, presence, by }) => [gridId, presence, by])) }),
  ];
}
