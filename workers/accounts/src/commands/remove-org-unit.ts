import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { mergedRefusal } from '../records/org-unit-checks.ts';
import { deleteGridCounts, deleteOrgUnit, holdingsOfUnit } from '../records/org-unit-removal.ts';
import { orgUnitById, orgUnitSubject } from '../records/org-units.ts';

/** Removes a unit to which nothing belongs; the event log keeps that it was there. */
export const removeOrgUnit = command({
  id: 'removeOrgUnit',
  method: 'DELETE',
  path: '/v1/org-units/{orgUnitId}',
  tag: 'Organisation',
  summary: 'Remove an empty org unit',
  description:
    'Refused while users, units, accounts, grants or open work belong to it: see holds of the problem.',
  permission: 'org_units.write',
  params: { orgUnitId: idField('org_unit') },
  answer: { status: 204, description: 'The org unit is gone.' },
  problems: some('org_unit.not_found', 'org_unit.top_stays', 'org_unit.merged', 'org_unit.not_empty'),
  load: ({ params }) => ({
    unit: first(orgUnitById.bind({ id: params.orgUnitId })),
    holdings: first(holdingsOfUnit.bind({ id: params.orgUnitId })),
  }),
  required: { unit: 'org_unit.not_found' },
  versioned: 'unit',
  decide({ loaded, moment, refuse }) {
    const { unit, holdings = {} } = loaded;
    if (unit.parentId === null) return refuse('org_unit.top_stays');
    const gone = mergedRefusal(unit);
    if (gone !== undefined) return gone;
    const holds = Object.entries(holdings).flatMap(([what, there]) => (there ? [what] : []));
    if (holds.length > 0) return refuse('org_unit.not_empty', { members: { holds } });
    const { id, name, kind, parentId } = unit;
    const event = { type: 'org_unit.removed', facts: { name, kind, parentId } };
    return {
      changes: [changed(moment, orgUnitSubject, unit, {}, event)],
      also: [deleteGridCounts.bind({ id }), deleteOrgUnit.bind({ id })],
    };
  },
});

export const example: Example = {
  events: ['org_unit.removed'],
  async request({ make }) {
    return { params: { orgUnitId: (await make('createOrgUnit')).id } };
  },
  failures: {
    'org_unit.not_found': () => ({ params: { orgUnitId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'org_unit.top_stays'({ make }) {
      return { params: { orgUnitId: String((await make('createOrgUnit')).parentId) } };
    },
    async 'org_unit.merged'({ make }) {
      return { params: { orgUnitId: (await make('mergeOrgUnit')).id } };
    },
    async 'org_unit.not_empty'({ make, run }) {
      const { id } = await make('createOrgUnit');
      await run('createOrgUnit', { body: { name: '政企部', kind: 'department', parentId: id } });
      return { params: { orgUnitId: id } };
    },
  },
};
