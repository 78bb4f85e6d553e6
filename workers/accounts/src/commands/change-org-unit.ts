import { command, type Example, inputError } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { isWithin, mayStandBelow, orgUnitKindWords, pathBelow } from '../domain/org-tree.ts';
import { changeOrgUnitBody } from '../domain/org-unit-input.ts';
import { some } from '../problems.ts';
import {
  managerLoad,
  mergedRefusal,
  orgUnitInputProblems,
  orgUnitRefusal,
} from '../records/org-unit-checks.ts';
import {
  moveBelow,
  mustStandAt,
  orgUnitById,
  orgUnitNamesake,
  orgUnitSubject,
} from '../records/org-units.ts';
import { orgUnitView, viewOrgUnit } from '../views.ts';

/** Renames a unit, puts somebody in charge, says what it supervises, and moves it with all below it. */
export const changeOrgUnit = command({
  id: 'changeOrgUnit',
  method: 'PATCH',
  path: '/v1/org-units/{orgUnitId}',
  tag: 'Organisation',
  summary: 'Change or move an org unit',
  description: 'A merge patch. A new parentId moves the unit with everything below it.',
  permission: 'org_units.write',
  params: { orgUnitId: idField('org_unit') },
  body: changeOrgUnitBody,
  answer: { status: 200, description: 'The org unit as it is now.', schema: orgUnitView },
  problems: {
    ...some('org_unit.not_found', 'org_unit.inside_itself', 'org_unit.top_stays'),
    ...orgUnitInputProblems,
  },
  load: ({ params: { orgUnitId: id }, body }) => ({
    unit: first(orgUnitById.bind({ id })),
    parent: body.parentId === undefined ? undefined : first(orgUnitById.bind({ id: body.parentId })),
    namesake: first(orgUnitNamesake.bind({ id, parentId: body.parentId ?? null, name: body.name ?? null })),
    manager: managerLoad(body.managerId),
  }),
  required: { unit: 'org_unit.not_found' },
  versioned: 'unit',
  decide({ loaded, body, moment, refuse }) {
    const { unit, parent, namesake } = loaded;
    const lost = body.parentId !== undefined && parent === undefined;
    const unknown = lost ? [inputError('/parentId', 'unknown_reference')] : [];
    const refusal =
      mergedRefusal(unit) ??
      orgUnitRefusal({ ...body, kind: unit.kind }, loaded.manager, unknown) ??
      mergedRefusal(parent);
    if (refusal !== undefined) return refusal;
    const target = parent?.id === unit.parentId ? undefined : parent;
    if (target !== undefined) {
      if (unit.parentId === null) return refuse('org_unit.top_stays');
      if (isWithin(target, unit)) return refuse('org_unit.inside_itself');
      if (!mayStandBelow(unit.kind, target.kind)) {
        return refuse('org_unit.kind_misplaced', {
          values: { kind: orgUnitKindWords[unit.kind], parentKind: orgUnitKindWords[target.kind] },
        });
      }
    }
    if (namesake !== undefined) return refuse('org_unit.name_taken', { values: { name: namesake.name } });
    if (target === undefined) {
      const made = changed(moment, orgUnitSubject, unit, body, { type: 'org_unit.changed' });
      return { changes: [made], body: viewOrgUnit(made.row) };
    }
    const path = pathBelow(target, unit.id);
    const made = changed(moment, orgUnitSubject, unit, { ...body, path }, { type: 'org_unit.moved' });
    return {
      changes: [made],
      musts: [unit, target].map((one) => mustStandAt.bind({ id: one.id, path: one.path })),
      also: [moveBelow.bind({ from: unit.path, to: path })],
      body: viewOrgUnit(made.row),
    };
  },
});

const nobody = 'usr_01kafxq0h3e7rvx8bm2s9t4c5d';

export const example: Example = {
  events: ['org_unit.moved'],
  async request({ make, run, serial }) {
    const branch = await make('createOrgUnit');
    const unit = await run('createOrgUnit', { body: { name: `政企部 ${serial}`, kind: 'department' } });
    const body = { name: `政企一部 ${serial}`, parentId: branch.id, categories: ['internet_line'] };
    return { params: { orgUnitId: unit.id }, body };
  },
  failures: {
    'org_unit.not_found': () => ({
      params: { orgUnitId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { name: '长安' },
    }),
    async 'request.unknown_reference'({ make }) {
      return { params: { orgUnitId: (await make('createOrgUnit')).id }, body: { managerId: nobody } };
    },
    async 'org_unit.name_taken'({ make }) {
      const [one, other] = [await make('createOrgUnit'), await make('createOrgUnit')];
      return { params: { orgUnitId: one.id }, body: { name: other.name } };
    },
    async 'org_unit.kind_misplaced'({ make }) {
      const [one, other] = [await make('createOrgUnit'), await make('createOrgUnit')];
      return { params: { orgUnitId: one.id }, body: { parentId: other.id } };
    },
    async 'org_unit.categories_misplaced'({ make }) {
      return { params: { orgUnitId: (await make('createOrgUnit')).id }, body: { categories: ['cloud'] } };
    },
    async 'org_unit.inside_itself'({ make }) {
      const { id } = await make('createOrgUnit');
      return { params: { orgUnitId: id }, body: { parentId: id } };
    },
    async 'org_unit.top_stays'({ make }) {
      const branch = await make('createOrgUnit');
      return { params: { orgUnitId: String(branch.parentId) }, body: { parentId: branch.id } };
    },
    async 'org_unit.merged'({ make }) {
      return { params: { orgUnitId: (await make('mergeOrgUnit')).id }, body: { name: '旧单元' } };
    },
  },
};
