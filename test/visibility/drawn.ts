import type { DataScope } from '@keyline/schema';
import fc from 'fast-check';
import type { UnitToPut } from '../queries/put-units.ts';

/** An organisation by places: of units, of callers, of roles, of accounts; -1 is none. */
export interface DrawnOrganisation {
  readonly units: readonly UnitToPut[];
  readonly callers: readonly DrawnCaller[];
  readonly roles: readonly (readonly string[])[];
  readonly accounts: readonly DrawnAccount[];
  readonly team: readonly { readonly account: number; readonly caller: number; readonly removed: boolean }[];
  readonly namings: readonly DrawnNaming[];
  readonly absences: readonly {
    readonly caller: number;
    readonly delegate: number;
    readonly isNow: boolean;
  }[];
}

export interface DrawnCaller {
  readonly kind: 'user' | 'key';
  /** Where a user works. */
  readonly unit: number;
  readonly holdings: readonly { readonly role: number; readonly scope: DataScope; readonly unit: number }[];
}

export interface DrawnAccount {
  readonly madeBy: number;
  readonly owner: number;
  readonly unit: number;
  readonly second: number;
}

export interface DrawnNaming {
  readonly account: number;
  /** A caller; else a role. */
  readonly caller: number;
  readonly role: number;
  readonly unit: number;
}

/** What the roles are made of. */
export const permissions = ['accounts.read', 'contacts.read', 'interactions.read'] as const;

const counts = { unit: 5, caller: 3, role: 3, account: 7 } as const;
/** Accounts that are looked at one by one: the first of them. Open work names people at these. */
export const closerAccounts = 4;

const place = (of: keyof typeof counts) => fc.nat(counts[of] - 1);
const placeOrNone = (of: keyof typeof counts) => fc.integer({ min: -1, max: counts[of] - 1 });

const holding = fc.record({
  role: place('role'),
  scope: fc.constantFrom<DataScope>('own', 'team', 'unit', 'unit', 'partner', 'own', 'team', 'tenant'),
  unit: place('unit'),
});

const caller: fc.Arbitrary<DrawnCaller> = fc.record({
  kind: fc.constantFrom('user', 'user', 'key'),
  unit: placeOrNone('unit'),
  holdings: fc.uniqueArray(holding, {
    minLength: 1,
    maxLength: 3,
    selector: ({ role, scope }) => `${role} ${scope}`,
  }),
});

export const organisation: fc.Arbitrary<DrawnOrganisation> = fc.record({
  units: fc.tuple(
    ...Array.from({ length: counts.unit }, (_, i) =>
      fc.record({ parent: fc.integer({ min: -1, max: i - 1 }), kind: fc.constantFrom('branch', 'grid') }),
    ),
  ),
  callers: fc.array(caller, { minLength: counts.caller, maxLength: counts.caller }),
  roles: fc.array(fc.subarray([...permissions], { minLength: 1 }), {
    minLength: counts.role,
    maxLength: counts.role,
  }),
  accounts: fc.array(
    fc.record({
      madeBy: placeOrNone('caller'),
      owner: placeOrNone('caller'),
      unit: placeOrNone('unit'),
      second: fc.nat(3),
    }),
    { minLength: counts.account, maxLength: counts.account },
  ),
  team: fc.array(fc.record({ account: place('account'), caller: place('caller'), removed: fc.boolean() }), {
    maxLength: 5,
  }),
  namings: fc.array(
    fc.record({
      account: fc.nat(closerAccounts - 1),
      caller: placeOrNone('caller'),
      role: place('role'),
      unit: placeOrNone('unit'),
    }),
    { minLength: 2, maxLength: 8 },
  ),
  absences: fc.uniqueArray(
    fc.record({ caller: place('caller'), delegate: place('caller'), isNow: fc.boolean() }),
    { maxLength: 2, selector: ({ caller: absent }) => absent },
  ),
});
