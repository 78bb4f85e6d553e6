import { newId } from '@keyline/kernel';
import { insertRow, type StoredRow, type TestDatabase } from '@keyline/testkit';
import fc from 'fast-check';
import type { AccountToPut } from './put-rows.ts';

/** How far a role of the caller reaches: a unit by its place among the organisation's. */
export type Grant = { readonly scope: 'own' | 'tenant' } | { readonly scope: 'unit'; readonly unit: number };

/** An account by places: of users, of units, of accounts before it; -1 is none. Times are in seconds. */
export interface DrawnAccount {
  readonly name: string;
  readonly madeBy: number;
  readonly owner: number;
  readonly unit: number;
  readonly grid: number;
  readonly parent: number;
  readonly created: number;
  readonly updated: number;
  readonly kind: string;
  readonly presence: string;
  readonly grade: string;
  readonly monthlySpend: number | null;
}

/** Users are drawn by place; the caller is the first of them. */
export const userCount = 3;
export const unitCount = 6;

export const choices = {
  kind: ['enterprise', 'government', 'carrier'],
  presence: ['existing', 'potential', 'off_net'],
  grade: ['none', 'A', 'strategic'],
} as const;

/** Names that are equal, that begin alike, and whose order differs between bytes and UTF-16. */
const names = [
  ...['西安恒信', '西安恒信', '安西恒信', '西安 5G专网', '恒信科技', '𠮷野家', 'ＡＢＣ 西安', 'Acme'],
  ...['acme', 'acme 西安', 'Zeta acme', 'icloud', '西', 'é', '消防（集团）'],
];

export const account: fc.Arbitrary<DrawnAccount> = fc.record({
  name: fc.constantFrom(...names),
  madeBy: fc.nat(userCount - 1),
  owner: fc.integer({ min: -1, max: userCount - 1 }),
  unit: fc.integer({ min: -1, max: unitCount - 1 }),
  grid: fc.integer({ min: -1, max: unitCount - 1 }),
  parent: fc.integer({ min: -1, max: 3 }),
  created: fc.nat(6),
  updated: fc.nat(6),
  kind: fc.constantFrom(...choices.kind),
  presence: fc.constantFrom(...choices.presence),
  grade: fc.constantFrom(...choices.grade),
  monthlySpend: fc.constantFrom(null, 0, 5, 900),
});

/** The parent of each unit, by place; -1 is the root. */
export const tree: fc.Arbitrary<readonly number[]> = fc.tuple(
  ...Array.from({ length: unitCount }, (_, i) => fc.integer({ min: -1, max: i - 1 })),
);

/** Roles as a caller may hold them, none of them twice. */
export const grants: fc.Arbitrary<readonly Grant[]> = fc.oneof(
  fc.constant<Grant[]>([{ scope: 'tenant' }]),
  fc.constant<Grant[]>([{ scope: 'own' }]),
  fc.uniqueArray(
    fc.oneof(
      fc.constant<Grant>({ scope: 'own' }),
      fc.nat(unitCount - 1).map((unit): Grant => ({ scope: 'unit', unit })),
    ),
    { minLength: 1, maxLength: 3, selector: (grant) => JSON.stringify(grant) },
  ),
);

/** Ids of what is drawn by place. */
export interface Places {
  readonly users: readonly string[];
  readonly units: readonly { readonly id: string; readonly path: string }[];
}

/** The account with its own id and those of its places. Earlier accounts may be its parents. */
export function accountAt(drawn: DrawnAccount, { users, units }: Places, earlier: readonly string[]): AccountToPut {
  return {
    id: newId('account'),
    name: drawn.name,
    createdBy: users[drawn.madeBy] ?? '',
    ownerId: users[drawn.owner] ?? null,
    orgUnitId: units[drawn.unit]?.id ?? null,
    gridId: units[drawn.grid]?.id ?? null,
    parentId: earlier[drawn.parent] ?? null,
    createdAt: drawn.created * 1000,
    updatedAt: drawn.updated * 1000,
    kind: drawn.kind,
    presence: drawn.presence,
    grade: drawn.grade,
    monthlySpend: drawn.monthlySpend,
  };
}

/** What these roles let their holder see. */
export function isVisibleTo(userId: string, held: readonly Grant[], { units }: Places) {
  return (row: StoredRow): boolean => {
    const path = units.find(({ id }) => id === row.org_unit_id)?.path;
    return (
      row.created_by === userId ||
      held.some((grant) => {
        if (grant.scope === 'tenant') return true;
        if (grant.scope === 'own') return row.owner_id === userId;
        return path?.startsWith(units[grant.unit]?.path ?? '-') === true;
      })
    );
  };
}

/** Gives a principal one role per grant, each with these permissions. */
export async function giveRoles(
  database: TestDatabase,
  tenantId: string,
  holder: { readonly principalId: string; readonly grants: readonly Grant[]; readonly places: Places },
  permissions: readonly string[],
): Promise<void> {
  for (const grant of holder.grants) {
    const id = newId('role');
    const stamps = { version: 1, created_at: 0, updated_at: 0, created_by: 'test' };
    await insertRow(database, 'roles', { tenant_id: tenantId, id, ...stamps, key: id, kind: 'own', name: '{}' });
    for (const permission of permissions) {
      await insertRow(database, 'role_permissions', { tenant_id: tenantId, role_id: id, permission });
    }
    await insertRow(database, 'principal_roles', {
      tenant_id: tenantId,
      principal_id: holder.principalId,
      role_id: id,
      scope: grant.scope,
      org_unit_id: grant.scope === 'unit' ? (holder.places.units[grant.unit]?.id ?? null) : null,
    });
  }
}
