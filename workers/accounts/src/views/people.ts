import { choiceField, idField, lineField, locales } from '@keyline/kernel';
import type { orgUnits } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
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
    name: lineField(100, '高新分公司'),
  }),
  v.metadata({ ref: 'OrgUnit' }),
);

export function viewOrgUnit(row: OrgUnitRow) {
  return { id: row.id, ...stamps(row), parentId: row.parentId, kind: row.kind, name: row.name };
}
