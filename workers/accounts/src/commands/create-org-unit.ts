import { command, type Example } from '@keyline/http';
import { choiceField, idField, lineField, newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import * as v from 'valibot';
import { mayStandBelow, orgUnitKindWords } from '../domain/org-tree.ts';
import { some } from '../problems.ts';
import { orgUnitById, orgUnitByName, orgUnitSubject, rootOrgUnit } from '../records/org-units.ts';
import { orgUnitView, viewOrgUnit } from '../views.ts';

/** Adds a unit to the tree: company, branch, department, grid. */
export const createOrgUnit = command({
  id: 'createOrgUnit',
  method: 'POST',
  path: '/v1/org-units',
  tag: 'Organisation',
  summary: 'Add an org unit',
  permission: 'org_units.write',
  body: v.strictObject({
    name: lineField(100, '高新分公司'),
    kind: choiceField(['branch', 'department', 'grid']),
    parentId: v.exactOptional(
      v.pipe(idField('org_unit'), v.description("The tenant's company when absent.")),
    ),
  }),
  answer: { status: 201, description: 'The org unit.', schema: orgUnitView },
  problems: some('org_unit.not_found', 'org_unit.name_taken', 'org_unit.kind_misplaced'),
  load: ({ body }) => ({
    parent: first(
      body.parentId === undefined ? rootOrgUnit.bind({}) : orgUnitById.bind({ id: body.parentId }),
    ),
    namesake: first(orgUnitByName.bind({ parentId: body.parentId ?? null, name: body.name })),
  }),
  required: { parent: 'org_unit.not_found' },
  decide({ loaded, body, moment, refuse }) {
    const { parent } = loaded;
    if (!mayStandBelow(body.kind, parent.kind)) {
      const values = { kind: orgUnitKindWords[body.kind], parentKind: orgUnitKindWords[parent.kind] };
      return refuse('org_unit.kind_misplaced', { values });
    }
    if (loaded.namesake !== undefined) return refuse('org_unit.name_taken', { values: { name: body.name } });
    const id = newId('org_unit');
    const made = created(
      moment,
      orgUnitSubject,
      { id, parentId: parent.id, kind: body.kind, name: body.name, path: `${parent.path}${id}/` },
      { type: 'org_unit.created' },
    );
    return { changes: [made], body: viewOrgUnit(made.row), location: `/v1/org-units/${id}` };
  },
});

export const example: Example = {
  events: ['org_unit.created'],
  request: ({ serial }) => ({ body: { name: `高新分公司 ${serial}`, kind: 'branch' } }),
  failures: {
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
