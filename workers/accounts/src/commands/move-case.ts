import { isStopped, moveLoad, moveProblems, moveWrites, tryMove } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { idField, toInstant } from '@keyline/kernel';
import { actionNameField } from '@keyline/process';
import { fact, first, type Moment } from '@keyline/store';
import * as v from 'valibot';
import { some } from '../problems.ts';
import { caseMoving, visibleCase } from '../records/cases.ts';
import { type CaseRow, caseView, viewCase } from '../views/case.ts';

const caseToMove = visibleCase('cases.act');

/** Does one action of a case: whatever its process offers in its stage to whoever asks. */
export const moveCase = command({
  id: 'moveCase',
  method: 'POST',
  path: '/v1/cases/{caseId}/actions/{action}',
  tag: 'Cases',
  summary: 'Act in a case',
  description:
    'The body is the form of the action: `GET /v1/cases/{caseId}/actions` lists the actions with the JSON Schema of each, and why the rest is not allowed. A refusal names its reason in `refusal`.',
  permission: 'cases.act',
  params: { caseId: idField('case'), action: actionNameField('submit') },
  body: v.pipe(v.record(v.string(), v.unknown()), v.metadata({ examples: [{ note: '客户要求周五前答复' }] })),
  answer: { status: 200, description: 'The case as it is now.', schema: caseView },
  problems: { ...some('case.not_found'), ...moveProblems },
  load: ({ params: { caseId: id }, body }) => ({
    case: first(caseToMove.bind({ id })),
    ...moveLoad(caseMoving, id, body),
  }),
  required: { case: 'case.not_found' },
  versioned: 'case',
  async decide({ loaded, params: { action }, body, actor, moment }) {
    const { permitted: _, ...before } = loaded.case;
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const moved = await tryMove(caseMoving, before, loaded, { action, form: body, by }, moment);
    if (isStopped(moved)) return moved;
    const type = `case.${moved.kind}`;
    const ended = moved.next.outcome !== null && before.outcome === null;
    const result = ended ? moved.form : moved.next.outcome === null ? null : before.result;
    const event = { type, patch: { result } };
    const { made, changes, also } = moveWrites(caseMoving, moment, before, moved, loaded, event);
    return { changes, also, facts: ended ? [endOf(moment, made.row)] : [], body: viewCase(made.row) };
  },
});

function endOf(moment: Moment, { id, accountId, outcome, stage, createdAt }: CaseRow) {
  const data = { outcome, stage, openedAt: toInstant(createdAt) };
  return fact(moment, { type: 'case.ended', subjectType: 'case', subjectId: id, accountId, data });
}

const note = { note: '客户要求周五前答复' };

export const example: Example = {
  events: ['case.acted'],
  async request({ make }) {
    return { params: { action: 'note', caseId: (await make('createCase')).id }, body: note };
  },
  failures: {
    'case.not_found': () => ({
      params: { action: 'note', caseId: 'cas_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: note,
    }),
    async 'action.unknown'({ make }) {
      return { params: { action: 'sing', caseId: (await make('createCase')).id }, body: {} };
    },
    async 'action.not_possible'({ make }) {
      return { params: { action: 'finish', caseId: (await make('createCase')).id }, body: {} };
    },
    async 'action.not_yours'({ make, run, colleague }) {
      const { body } = await caseOfColleague({ make, colleague });
      const made = await run('createCase', { body });
      return { params: { action: 'keep', caseId: made.id }, body: {} };
    },
    async 'request.unknown_reference'({ make }) {
      const body = { ownerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { action: 'pass', caseId: (await make('createCase')).id }, body };
    },
  },
};

async function caseOfColleague({
  make,
  colleague,
}: Pick<Parameters<Example['request']>[0], 'make' | 'colleague'>) {
  const account = await make('createAccount');
  const { key } = await make('publishProcess');
  const ownerId = (await colleague()).id;
  return { body: { accountId: account.id, process: key, title: '双路由专线价格审批', ownerId } };
}
