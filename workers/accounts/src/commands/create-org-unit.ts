import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import { mayStandBelow, orgUnitKindWords, pathBelow } from '../domain/org-tree.ts';
import { createOrgUnitBody } from '../domain/org-unit-input.ts';
import { some } from '../problems.ts';
import {
  managerLoad,
  mergedRefusal,
  orgUnitInputProblems,
  orgUnitRefusal,
} from '../records/org-unit-checks.ts';
import {
  mustStandAt,
  orgUnitById,
  orgUnitByName,
  orgUnitSubject,
  rootOrgUnit,
} from '../records/org-units.ts';
import { orgUnitView, viewOrgUnit } from '../views.ts';

/** Adds a unit to the tree: company, branch, department, grid. */
export const createOrgUnit = command({
  id: 'createOrgUnit',
  method: 'POST',
  path: '/v1/org-units',
  tag: 'Organisation',
  summary: 'Add an org unit',
  permission: 'org_units.write',
  body: createOrgUnitBody,
  answer: { status: 201, description: 'The org unit.', schema: orgUnitView },
  problems: { ...some('org_unit.not_found'), ...orgUnitInputProblems },
  load: ({ body }) => ({
    parent: first(
      body.parentId === undefined ? rootOrgUnit.bind({}) : orgUnitById.bind({ id: body.parentId }),
    ),
    namesake: first(orgUnitByName.bind({ parentId: body.parentId ?? null, name: body.name })),
    manager: managerLoad(body.managerId),
  }),
  required: { parent: 'org_unit.not_found' },
  decide({ loaded, body, moment, refuse }) {
    const { parent } = loaded;
    const refusal = mergedRefusal(parent) ?? orgUnitRefusal(body, loaded.manager);
    if (refusal !== undefined) return refusal;
    if (!mayStandBelow(body.kind, parent.kind)) {
      const values = { kind: orgUnitKindWords[body.kind], parentKind: orgUnitKindWords[parent.kind] };
      return refuse('org_unit.kind_misplaced', { values });
    }
    if (loaded.namesake !== undefined) return refuse('org_unit.name_taken', { values: { name: body.name } });
    const id = newId('org_unit');
    const made = created(
      moment,
      orgUnitSubject,
      {
        id,
        parentId: parent.id,
        kind: body.kind,
        name: body.name,
        path: pathBelow(parent, id),
        managerId: body.managerId ?? null,
        categories: body.categories ?? [],
        state: 'active',
        mergedIntoId: null,
      },
      { type: 'org_unit.created' },
    );
    return {
      changes: [made],
      musts: [mustStandAt.bind({ id: parent.id, path: parent.path })],
      body: viewOrgUnit(made.row),
      location: `/v1/org-units/${id}`,
    };
  },
});

export const example: Example = {
  events: ['org_unit.created'],
  request: ({ serial }) => ({ body: { name: `高新分公司 ${serial}`, kind: 'branch' } }),
  failures: {
    'request.unknown_reference': () => ({
      body: { name: '长安', kind: 'branch', managerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
    'org_unit.categories_misplaced': () => ({
      body: { name: '长安', kind: 'branch', categories: ['internet_line'] },
    }),
    async 'org_unit.merged'({ make }) {
      return { body: { name: '长安', kind: 'grid', parentId: (await make('mergeOrgUnit')).id } };
    },
    'org_unit.not_found': () => ({
      body: { name: '长安', kind: 'branch', parentId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
    async 'org_unit.name_taken'({ make }) {
      return { body: { name: (await make('createOrgUnit')).name, kind: 'branch' } };
    },
    async 'org_unit.kind_misplaced'({ make }) {
      return { body: { name: '长安', kind: 'branch', parentId: (await make('createOrgUnit')).id } };
    },
  },
};
