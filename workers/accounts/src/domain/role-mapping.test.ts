import type { MappedRole } from '@keyline/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NamedAssignment } from './assignments.ts';
import { type Mappable, rolesAfterSignIn } from './role-mapping.ts';

const there: Mappable = {
  roles: ['agent', 'manager'].map((key) => ({ id: `rol_${key}`, key })),
  unitIds: ['org_1'],
  ownUnitId: null,
};

const held = (key: string, fields: Partial<NamedAssignment> = {}): NamedAssignment => ({
  roleId: `rol_${key}`,
  key,
  dataScope: 'own',
  orgUnitId: null,
  ...fields,
});

const mapped = (value: string, key: string, fields: Partial<MappedRole> = {}): MappedRole => ({
  value,
  roleId: `rol_${key}`,
  dataScope: 'own',
  orgUnitId: null,
  ...fields,
});

describe('the roles after a sign-in', () => {
  const mapping = [mapped('agents', 'agent'), mapped('managers', 'manager', { dataScope: 'tenant' })];

  test.each<[string, NamedAssignment[], string[], NamedAssignment[]]>([
    ['are those that are claimed', [], ['agents'], [held('agent')]],
    ['are no longer those that are not', [held('agent')], [], []],
    ['are had in the scope of the mapping only', [held('agent', { dataScope: 'tenant' })], [], []],
    ['keep what the mapping does not name', [held('other')], ['agents'], [held('other'), held('agent')]],
    ['do not come of values that nothing maps', [], ['Agents', 'agents '], []],
  ])('%s', (_, before, claimed, after) => {
    expect(rolesAfterSignIn(before, mapping, claimed, there)).toEqual(after);
  });

  const inUnit = { dataScope: 'unit' } as const;
  test.each<[string, MappedRole, Mappable, NamedAssignment[]]>([
    [
      'of a named unit',
      mapped('v', 'agent', { ...inUnit, orgUnitId: 'org_1' }),
      there,
      [held('agent', { ...inUnit, orgUnitId: 'org_1' })],
    ],
    ['of a unit that is gone', mapped('v', 'agent', { ...inUnit, orgUnitId: 'org_9' }), there, []],
    [
      'of his own unit',
      mapped('v', 'agent', inUnit),
      { ...there, ownUnitId: 'org_7' },
      [held('agent', { ...inUnit, orgUnitId: 'org_7' })],
    ],
    ['of his own unit, where he has none', mapped('v', 'agent', inUnit), there, []],
    ['of a role that is gone', mapped('v', 'clerk'), there, []],
  ])('in the scope %s', (_, one, known, after) => {
    expect(rolesAfterSignIn([], [one], ['v'], known)).toEqual(after);
  });

  test('have each role once per scope: the first that is mapped counts', () => {
    const units = { ...there, unitIds: ['org_1', 'org_2'] };
    const twice = ['org_1', 'org_2'].map((orgUnitId) => mapped('v', 'agent', { ...inUnit, orgUnitId }));
    expect(rolesAfterSignIn([], twice, ['v'], units)).toEqual([
      held('agent', { ...inUnit, orgUnitId: 'org_1' }),
    ]);
  });

  const key = fc.constantFrom('agent', 'manager', 'clerk');
  const dataScope = fc.constantFrom('own' as const, 'tenant' as const);
  const value = fc.constantFrom('a', 'b', 'c');
  test('never hold of a mapped role what is not claimed, never lose another one, and stay when claimed again', () => {
    const anyHeld = fc.array(fc.record({ key, dataScope }).map(({ key, ...fields }) => held(key, fields)));
    const anyMapping = fc.array(
      fc.record({ value, key, dataScope }).map(({ value, key, ...fields }) => mapped(value, key, fields)),
    );
    fc.assert(
      fc.property(anyHeld, anyMapping, fc.array(value), (before, mapping, claimed) => {
        const after = rolesAfterSignIn(before, mapping, claimed, there);
        const names = new Set(mapping.map(({ roleId }) => roleId));
        const due = mapping.filter((one) => claimed.some((claim) => claim === one.value));
        for (const { roleId, dataScope } of after.filter((one) => names.has(one.roleId))) {
          expect(due.some((one) => one.roleId === roleId && one.dataScope === dataScope)).toBe(true);
        }
        const others = (list: readonly NamedAssignment[]) => list.filter((one) => !names.has(one.roleId));
        expect(others(after)).toEqual(others(before));
        expect(rolesAfterSignIn(after, mapping, claimed, there)).toEqual(after);
      }),
    );
  });
});
