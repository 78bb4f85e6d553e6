import { type Example, list } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { orgUnitStates, orgUnits } from '@keyline/schema';
import * as v from 'valibot';
import { orgUnitRow } from '../records/org-units.ts';
import { orgUnitKinds, orgUnitView, viewOrgUnit } from '../views.ts';

/** The tenant's units. */
export const listOrgUnits = list({
  id: 'listOrgUnits',
  path: '/v1/org-units',
  tag: 'Organisation',
  summary: 'List org units',
  description: 'Units that went over into others are left out unless state asks for them.',
  permission: 'org_units.read',
  shape: {
    table: orgUnits,
    row: orgUnitRow,
    permission: 'org_units.read',
    id: orgUnits.id,
    sorts: { createdAt: { column: orgUnits.createdAt, index: 'org_units_by_creation' } },
    filters: {
      parentId: {
        column: orgUnits.parentId,
        test: 'any',
        indexes: { createdAt: 'org_units_by_parent' },
      },
      managerId: {
        column: orgUnits.managerId,
        test: 'any',
        indexes: { createdAt: 'org_units_by_manager' },
      },
      kind: { column: orgUnits.kind, test: 'any' },
      state: { column: orgUnits.state, test: 'any' },
    },
  },
  filters: {
    parentId: idField('org_unit'),
    managerId: idField('user'),
    kind: choiceField(orgUnitKinds),
    state: v.pipe(choiceField(orgUnitStates), v.description('Only active ones when absent.')),
  },
  presets: { state: ['active'] },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: orgUnitView,
  view: (row) => viewOrgUnit(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createOrgUnit');
    return { query: { kind: 'branch' } };
  },
};
