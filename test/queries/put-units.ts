import { newId } from '@keyline/kernel';
import type { TestDatabase } from '@keyline/testkit';
import { putRows } from './put-rows.ts';

/** A unit to be: its parent by its place among the units of the call, -1 for the tenant's root. */
export interface UnitToPut {
  readonly parent: number;
  readonly kind: 'branch' | 'grid';
}

export interface PutUnit {
  readonly id: string;
  readonly path: string;
}

/** Puts units below the root of a tenant; parents stand before children. */
export async function putUnits(
  database: TestDatabase,
  tenantId: string,
  units: readonly UnitToPut[],
): Promise<readonly PutUnit[]> {
  const [found] = await database.execute(
    'SELECT id, path FROM org_units WHERE tenant_id = ? AND parent_id IS NULL',
    [tenantId],
  );
  const root = { id: String(found?.id), path: String(found?.path) };
  const made: PutUnit[] = [];
  const rows = units.map(({ parent, kind }, i) => {
    const above = made[parent] ?? root;
    const id = newId('org_unit');
    const path = `${above.path}${id}/`;
    made.push({ id, path });
    const stamps = { version: 1, created_at: i * 1000, updated_at: i * 1000, created_by: 'test' };
    return { tenant_id: tenantId, id, ...stamps, parent_id: above.id, kind, name: id, path };
  });
  await putRows(database, 'org_units', rows);
  return made;
}
