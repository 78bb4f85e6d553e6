import { choiceField, idField, instantField, toInstant } from '@keyline/kernel';
import { orgUnitStates, type orgUnits } from '@keyline/schema';
import * as v from 'valibot';
import { managerField, unitNameField } from '../domain/org-unit-input.ts';

const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.metadata({ examples: [12] }));

export const gridView = v.pipe(
  v.strictObject({
    id: v.pipe(idField('org_unit'), v.description('The grid is the org unit of this id.')),
    createdAt: instantField,
    name: unitNameField,
    state: choiceField(orgUnitStates),
    mergedIntoId: v.nullable(idField('org_unit')),
    parentId: v.nullable(idField('org_unit')),
    parentName: v.nullable(unitNameField),
    managerId: v.nullable(managerField),
    managerName: v.nullable(v.pipe(v.string(), v.metadata({ examples: ['王磊'] }))),
    accounts: v.pipe(
      v.strictObject({ total: amount, existing: amount, potential: amount, offNet: amount }),
      v.description(
        'Accounts of the grid by presence 存量、潜在、异网; GET /v1/accounts?gridId= lists them.',
      ),
    ),
  }),
  v.metadata({ ref: 'Grid' }),
);

type OrgUnit = typeof orgUnits.$inferSelect;

interface GridRow
  extends Pick<OrgUnit, 'id' | 'createdAt' | 'name' | 'state' | 'mergedIntoId' | 'parentId' | 'managerId'> {
  readonly parentName: string | null;
  readonly managerName: string | null;
  readonly existing: number;
  readonly potential: number;
  readonly offNet: number;
}

export function viewGrid(row: GridRow) {
  const { id, name, state, mergedIntoId, parentId, parentName, managerId, managerName } = row;
  const { existing, potential, offNet } = row;
  const total = existing + potential + offNet;
  return {
    id,
    createdAt: toInstant(row.createdAt),
    name,
    state,
    mergedIntoId,
    parentId,
    parentName,
    managerId,
    managerName,
    accounts: { total, existing, potential, offNet },
  };
}
