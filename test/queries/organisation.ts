import { newId } from '@keyline/kernel';
import type { StoredRow } from '@keyline/testkit';
import fc from 'fast-check';
import type { Reach } from './put-people.ts';
import type { AccountToPut } from './put-rows.ts';
import type { PutUnit, UnitToPut } from './put-units.ts';

/** How far a role of the caller reaches: a unit by its place among the organisation's. */
export type Grant = { readonly scope: 'own' | 'tenant' } | { readonly scope: 'unit'; readonly unit: number };

/** An account by places: of users, of units, of accounts before it; -1 is none. Times are `instantOf` seconds. */
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

/** A tree of units. */
export const tree: fc.Arbitrary<readonly UnitToPut[]> = fc.tuple(
  ...Array.from({ length: unitCount }, (_, i) =>
    fc.record({ parent: fc.integer({ min: -1, max: i - 1 }), kind: fc.constantFrom('branch', 'grid') }),
  ),
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
  readonly units: readonly PutUnit[];
}

/** The instant of a drawn second, in milliseconds since 1970. */
export function instantOf(second: number): number {
  return Date.UTC(2026, 0, 1) + second * 1000;
}

/** The account with its own id and those of its places. Earlier accounts may be its parents. */
export function accountAt(
  drawn: DrawnAccount,
  { users, units }: Places,
  earlier: readonly string[],
): AccountToPut {
  return {
    id: newId('account'),
    name: drawn.name,
    createdBy: users[drawn.madeBy] ?? '',
    ownerId: users[drawn.owner] ?? null,
    orgUnitId: units[drawn.unit]?.id ?? null,
    gridId: units[drawn.grid]?.id ?? null,
    parentId: earlier[drawn.parent] ?? null,
    createdAt: instantOf(drawn.created),
    updatedAt: instantOf(drawn.updated),
    kind: drawn.kind,
    presence: drawn.presence,
    grade: drawn.grade,
    monthlySpend: drawn.monthlySpend,
  };
}

/** The grants as roles have them. */
export function reachesOf(held: readonly Grant[], { units }: Places): Reach[] {
  return held.map((grant) =>
    grant.scope === 'unit' ? { scope: 'unit', orgUnitId: units[grant.unit]?.id ?? '' } : grant,
  );
}

/** What these roles let their holder see. */
export function isVisibleTo(userId: string, held: readonly Grant[], { units }: Places) {
  return (row: StoredRow): boolean => {
    const path = units.find(({ id }) => id === row.org_unit_id)?.path;
    return (
      row.created_by === userId ||
      held.some((grant) => {
        if (grant.scope === 'unit') return path?.startsWith(units[grant.unit]?.path ?? '-') === true;
        return grant.scope === 'tenant' || row.owner_id === userId;
      })
    );
  };
}
