import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { orgUnitById } from '../records/org-units.ts';
import { orgUnitView, viewOrgUnit } from '../views.ts';

/** One org unit. */
export const getOrgUnit = query({
  id: 'getOrgUnit',
  path: '/v1/org-units/{orgUnitId}',
  tag: 'Organisation',
  summary: 'Get an org unit',
  permission: 'org_units.read',
  params: { orgUnitId: idField('org_unit') },
  answer: { description: 'The org unit.', schema: orgUnitView },
  versioned: true,
  problems: some('org_unit.not_found'),
  load: ({ params }) => ({ unit: first(orgUnitById.bind({ id: params.orgUnitId })) }),
  required: { unit: 'org_unit.not_found' },
  view: ({ loaded }) => ({ body: viewOrgUnit(loaded.unit) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { orgUnitId: (await make('createOrgUnit')).id } };
  },
  failures: {
    'org_unit.not_found': () => ({ params: { orgUnitId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
