import { choiceField, idField, lineField, locales } from '@keyline/kernel';
import { orgUnitStates, type orgUnits } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { categoriesField, managerField, unitNameField } from '../domain/org-unit-input.ts';
import { record, stamps } from './record.ts';

type OrgUnitRow = Omit<RecordState<typeof orgUnits>, 'path' | 'createdBy'>;

export const tenantView = v.pipe(
  v.strictObject({
    id: idField('tenant'),
    slug: v.pipe(v.string(), v.metadata({ examples: ['xian'] })),
    name: lineField(100, '西安分公司'),
    locale: choiceField(locales),
    timeZone: v.pipe(v.string(), v.metadata({ examples: ['Asia/Shanghai'] })),
  }),
  v.metadata({ ref: 'Tenant' }),
);

export const orgUnitKinds = ['company', 'branch', 'department', 'grid'] as const;

export const orgUnitView = v.pipe(
  v.strictObject({
    id: idField('org_unit'),
    ...record,
    parentId: v.nullable(idField('org_unit')),
    kind: choiceField(orgUnitKinds),
    name: unitNameField,
    managerId: v.nullable(managerField),
    categories: categoriesField,
    state: v.pipe(
      choiceField(orgUnitStates),
      v.description('merging: its records are on their way into another unit; merged: they are there.'),
    ),
    mergedIntoId: v.pipe(v.nullable(idField('org_unit')), v.description('The unit that it went over into.')),
  }),
  v.metadata({ ref: 'OrgUnit' }),
);

export function viewOrgUnit(row: OrgUnitRow) {
  const { id, parentId, kind, name, managerId, categories, state, mergedIntoId } = row;
  return { id, ...stamps(row), parentId, kind, name, managerId, categories, state, mergedIntoId };
}
