import { gridCounts } from '@keyline/schema';
import { type Bound, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const shift = statement({
  values: ['gridId', 'presence', 'by'],
  sql: sql`INSERT INTO ${gridCounts} (tenant_id, grid_id, presence, accounts) VALUES (${tenant}, ${value('gridId')}, ${value('presence')}, ${value('by')}) ON CONFLICT (tenant_id, grid_id, presence) DO UPDATE SET accounts = accounts + excluded.accounts`,
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
  return [...shifts.values()].filter(({ by }) => by !== 0).map((one) => shift.bind(one));
}
