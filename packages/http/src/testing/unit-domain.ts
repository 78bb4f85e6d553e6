import { idField, lineField, type ProblemCatalogue } from '@keyline/kernel';
import { changed, created, first } from '@keyline/store';
import { type OrgUnit, orgUnitById, orgUnitFields, orgUnitSubject } from '@keyline/testkit';
import * as v from 'valibot';
import { command } from '../command.ts';
import type { Domain, Job } from '../domain.ts';
import type { Operation } from '../operation.ts';
import { publicCommand, publicQuery } from '../public.ts';
import { query } from '../query.ts';
import type { Reaction } from '../reaction.ts';

/** The smallest domain that has everything: org units are made, changed, read, and broken. */
const problems = {
  'unit.not_found': {
    status: 404,
    title: { en: 'No such unit', 'zh-CN': '没有此单元' },
    detail: { en: 'There is no unit with this id.', 'zh-CN': '没有此编号的单元。' },
  },
  'unit.closed': {
    status: 409,
    title: { en: 'Closed', 'zh-CN': '已关闭' },
    detail: { en: 'The unit {name} is closed.', 'zh-CN': '单元 {name} 已关闭。' },
  },
} as const satisfies ProblemCatalogue;

const unitView = v.strictObject({ id: idField('org_unit'), version: v.number(), name: v.string() });
const view = ({ id, version, name }: Pick<OrgUnit, 'id' | 'version' | 'name'>) => ({ id, version, name });
const unitId = idField('org_unit');
const shared = { tag: 'Units', summary: 'Units' };
const path = '/v1/units/{unitId}';
const load = ({ params }: { readonly params: { readonly unitId: string } }) => ({
  unit: first(orgUnitById.bind({ id: params.unitId })),
});

/** Somebody's data, as an error of a driver or a parser may quote it. */
export const personal = '13812345678';

const createUnit = command({
  ...shared,
  id: 'createUnit',
  method: 'POST',
  path: '/v1/units',
  permission: null,
  body: v.strictObject({
    name: lineField(40, 'North'),
    size: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    notes: v.exactOptional(v.array(v.strictObject({ text: v.string() }))),
  }),
  answer: { status: 201, description: 'The unit.', schema: unitView },
  decide({ body, moment }) {
    const made = created(moment, orgUnitSubject, orgUnitFields({ name: body.name }), {
      type: 'org_unit.created',
    });
    const { id } = made.row;
    return {
      changes: [made],
      body: { ...view(made.row), key: 'shown once' },
      location: `/v1/units/${id}`,
      secrets: ['key'],
    };
  },
});

const renameUnit = command({
  ...shared,
  id: 'renameUnit',
  method: 'PATCH',
  path,
  permission: null,
  params: { unitId },
  body: v.strictObject({ name: lineField(40, 'North') }),
  answer: { status: 200, description: 'The unit.', schema: unitView },
  problems,
  load,
  required: { unit: 'unit.not_found' },
  versioned: 'unit',
  decide({ loaded, body, moment, refuse }) {
    if (loaded.unit.name === 'closed') return refuse('unit.closed', { values: { name: loaded.unit.name } });
    const event = { type: 'org_unit.renamed' };
    const made = changed(moment, orgUnitSubject, loaded.unit, { name: body.name }, event);
    return { changes: [made], body: view(made.row) };
  },
});

/** Answers with nothing, and writes nothing. */
const touchUnit = command({
  ...shared,
  id: 'touchUnit',
  method: 'DELETE',
  path,
  permission: null,
  params: { unitId },
  answer: { status: 204, description: 'Nothing.' },
  decide: () => ({ changes: [] }),
});

const breakUnit = command({
  ...shared,
  id: 'breakUnit',
  method: 'POST',
  path: `${path}/actions/break`,
  permission: null,
  params: { unitId },
  answer: { status: 204, description: 'Never.' },
  decide() {
    const cause = new RangeError(`cannot read ${personal}`);
    throw new TypeError(`no unit for\n${personal}\n    at ${personal}`, { cause });
  },
});

const getUnit = query({
  ...shared,
  id: 'getUnit',
  path,
  permission: null,
  params: { unitId },
  query: { tag: v.optional(v.pipe(v.array(v.string()), v.maxLength(2))), as: v.optional(v.string()) },
  answer: { description: 'The unit.', schema: v.looseObject({}) },
  versioned: true,
  problems,
  load,
  required: { unit: 'unit.not_found' },
  view: ({ loaded, query: { tag }, actor }) => ({
    body: { ...view(loaded.unit), tags: tag ?? [], actor: actor.id },
  }),
});

const compareUnit = query({
  ...shared,
  id: 'compareUnit',
  path: `${path}/comparison`,
  permission: null,
  params: { unitId },
  body: v.strictObject({ name: v.string() }),
  answer: { description: 'Whether it is called so.', schema: v.strictObject({ same: v.boolean() }) },
  problems,
  load,
  required: { unit: 'unit.not_found' },
  view: async ({ loaded, body }) => ({ body: { same: loaded.unit.name === body.name } }),
});

const getVersion = publicQuery({
  ...shared,
  id: 'getVersion',
  path: '/v1/version',
  answer: { description: 'The version.', schema: v.strictObject({ version: v.string() }) },
  view: ({ version }) => ({ version }),
  maxAge: 60,
});

/** Founds a unit in the tenant of a slug, whoever asks; the same key founds it once. */
const foundUnit = publicCommand({
  ...shared,
  id: 'foundUnit',
  path: '/v1/foundations',
  body: v.strictObject({ slug: v.string(), name: lineField(40, 'North') }),
  answer: { status: 201, description: 'The unit.', schema: unitView },
  problems,
  load: ({ system, body, key }) => system.findSlug(body.slug, key),
  answered: (known) =>
    known?.fingerprint == null
      ? undefined
      : { fingerprint: known.fingerprint, status: known.status, headers: {}, body: known.body },
  async decide({ loaded, body, moment, refuse }) {
    if (loaded === undefined) return refuse('unit.not_found');
    const made = created(moment, orgUnitSubject, orgUnitFields({ name: body.name }), {
      type: 'org_unit.created',
    });
    return { tenantId: loaded.tenantId, changes: [made], body: view(made.row) };
  },
});

const operations: readonly Operation[] = [
  createUnit,
  renameUnit,
  touchUnit,
  breakUnit,
  getUnit,
  compareUnit,
  getVersion,
  foundUnit,
];

/** The domain, with the jobs that a test gives it. */
export function unitDomain(...jobs: readonly Job[]): Domain {
  return { name: 'units', operations, jobs, reactions: [] };
}

/** The domain with reactions to events. */
export function reactingDomain(...reactions: readonly Reaction[]): Domain {
  return { name: 'units', operations, jobs: [], reactions };
}
