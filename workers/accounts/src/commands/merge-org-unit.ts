import { command, type Example, inputError } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { categoryKeys } from '@keyline/protocol';
import { all, changed, changedAlike, first, moveParties } from '@keyline/store';
import * as v from 'valibot';
import { isWithin, orgUnitKindWords, pathBelow } from '../domain/org-tree.ts';
import { some, unknownReference } from '../problems.ts';
import { mergedRefusal } from '../records/org-unit-checks.ts';
import * as merges from '../records/org-unit-merges.ts';
import { moveBelow, mustStandAt, orgUnitById, orgUnitSubject } from '../records/org-units.ts';
import { orgUnitView, viewOrgUnit } from '../views.ts';

/** More users than any unit has: all of them change over in one commit. */
const everyone = 100_000;

/**
 * Lets a unit go over into another. At once whoever sees the target sees all of it, and its people, their rights
 * and the units below it belong to the target; its accounts follow in the minutes after.
 */
export const mergeOrgUnit = command({
  id: 'mergeOrgUnit',
  method: 'POST',
  path: '/v1/org-units/{orgUnitId}/actions/merge',
  tag: 'Organisation',
  summary: 'Merge an org unit into another',
  description:
    'Its users, grants and child units change over at once, its accounts in the minutes after; then its state is merged.',
  permission: 'org_units.write',
  params: { orgUnitId: idField('org_unit') },
  body: v.strictObject({
    intoId: v.pipe(idField('org_unit'), v.description('A unit of the same kind, which stays.')),
  }),
  answer: { status: 200, description: 'The unit on its way into the other one.', schema: orgUnitView },
  problems: {
    ...some(
      'org_unit.not_found',
      'org_unit.merged',
      'org_unit.inside_itself',
      'org_unit.top_stays',
      'org_unit.kinds_differ',
      'org_unit.receiving',
      'org_unit.children_clash',
    ),
    ...unknownReference,
  },
  load: ({ params: { orgUnitId: id }, body: { intoId } }) => ({
    unit: first(orgUnitById.bind({ id })),
    target: first(orgUnitById.bind({ id: intoId })),
    receiving: first(merges.receivingUnit.bind({ id })),
    clashes: all(merges.clashingChildren.bind({ id, intoId })),
    children: all(merges.childrenOfUnit.bind({ id })),
    people: all(merges.peopleOfUnit.bind({ id, limit: everyone })),
  }),
  required: { unit: 'org_unit.not_found' },
  versioned: 'unit',
  decide({ loaded, moment, refuse }) {
    const { unit, target, clashes } = loaded;
    if (target === undefined) {
      const errors = [inputError('/intoId', 'unknown_reference')];
      return refuse('request.unknown_reference', { errors });
    }
    const gone = mergedRefusal(unit) ?? mergedRefusal(target);
    if (gone !== undefined) return gone;
    if (unit.parentId === null) return refuse('org_unit.top_stays');
    if (isWithin(target, unit)) return refuse('org_unit.inside_itself');
    if (unit.kind !== target.kind) {
      return refuse('org_unit.kinds_differ', {
        values: { kind: orgUnitKindWords[unit.kind], targetKind: orgUnitKindWords[target.kind] },
      });
    }
    if (loaded.receiving?.receiving) return refuse('org_unit.receiving', { values: { name: unit.name } });
    if (clashes.length > 0) return refuse('org_unit.children_clash', { members: { clashes } });

    const over: [string, string] = [unit.id, target.id];
    const path = pathBelow(target, unit.id);
    const state = { parentId: target.id, path, state: 'merging', mergedIntoId: target.id } as const;
    const merged = changed(moment, orgUnitSubject, unit, state, { type: 'org_unit.merged' });
    const supervised = categoryKeys.filter((key) => [...unit.categories, ...target.categories].includes(key));
    const moved = { parentId: over };
    const nobodys = (rows: readonly { id: string; version: number }[]) =>
      rows.map((row) => ({ ...row, accountId: null }));
    return {
      changes: [
        merged,
        changed(moment, orgUnitSubject, target, { categories: supervised }, { type: 'org_unit.changed' }),
        changedAlike(moment, orgUnitSubject, nobodys(loaded.children), moved, { type: 'org_unit.moved' }),
        ...merges.movedPeople(moment, loaded.people, unit.id, target.id),
      ],
      musts: [unit, target].map((one) => mustStandAt.bind({ id: one.id, path: one.path })),
      also: [
        moveBelow.bind({ from: unit.path, to: target.path }),
        merges.moveGrants.bind({ id: unit.id, intoId: target.id }),
        moveParties(unit.id, target.id),
        merges.mustBeLeft.bind({ id: unit.id }),
      ],
      body: viewOrgUnit(merged.row),
    };
  },
});

/** A unit right below the company. */
const unit = (name: string, kind: string, parentId?: string) => ({
  body: { name, kind, ...(parentId !== undefined && { parentId }) },
});

export const example: Example = {
  events: ['org_unit.merged'],
  async request({ make }) {
    const [one, other] = [await make('createOrgUnit'), await make('createOrgUnit')];
    return { params: { orgUnitId: one.id }, body: { intoId: other.id } };
  },
  failures: {
    async 'org_unit.not_found'({ make }) {
      const intoId = (await make('createOrgUnit')).id;
      return { params: { orgUnitId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' }, body: { intoId } };
    },
    async 'request.unknown_reference'({ make }) {
      const body = { intoId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { orgUnitId: (await make('createOrgUnit')).id }, body };
    },
    async 'org_unit.merged'({ make }) {
      const intoId = (await make('mergeOrgUnit')).id;
      return { params: { orgUnitId: (await make('createOrgUnit')).id }, body: { intoId } };
    },
    async 'org_unit.inside_itself'({ make }) {
      const { id } = await make('createOrgUnit');
      return { params: { orgUnitId: id }, body: { intoId: id } };
    },
    async 'org_unit.top_stays'({ make }) {
      const branch = await make('createOrgUnit');
      return { params: { orgUnitId: String(branch.parentId) }, body: { intoId: branch.id } };
    },
    async 'org_unit.kinds_differ'({ make, run, serial }) {
      const grid = await run('createOrgUnit', unit(`锦业路 ${serial}`, 'grid'));
      return { params: { orgUnitId: grid.id }, body: { intoId: (await make('createOrgUnit')).id } };
    },
    async 'org_unit.receiving'({ make }) {
      const intoId = (await make('createOrgUnit')).id;
      const { mergedIntoId } = await make('mergeOrgUnit');
      return { params: { orgUnitId: String(mergedIntoId) }, body: { intoId } };
    },
    async 'org_unit.children_clash'({ make, run }) {
      const [one, other] = [await make('createOrgUnit'), await make('createOrgUnit')];
      for (const { id } of [one, other]) await run('createOrgUnit', unit('政企部', 'department', id));
      return { params: { orgUnitId: one.id }, body: { intoId: other.id } };
    },
  },
};
