import {
  actingLoad,
  activeUsers,
  actorOf,
  assigneesOf,
  openTasksOf,
  peopleLoad,
  workingTimeOf,
} from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { actionNameField } from '@keyline/process';
import { all, first, tenantCalendar } from '@keyline/store';
import * as v from 'valibot';
import { movedCase, moveProblems, refusalOf, userIdsIn } from '../records/case-moves.ts';
import * as cases from '../records/cases.ts';
import { caseView } from '../views.ts';

const caseToMove = cases.visibleCase('cases.act');

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
  problems: moveProblems,
  load: ({ params: { caseId: id }, body }) => ({
    case: first(caseToMove.bind({ id })),
    process: first(cases.definitionOfCase.bind({ id })),
    people: peopleLoad(cases.peopleOfCase.bind({ id })),
    acting: actingLoad(cases.actingInCase.bind({ id })),
    tasks: all(openTasksOf.bind({ subjectId: id })),
    calendar: tenantCalendar(),
    users: all(activeUsers.bind({ ids: JSON.stringify(userIdsIn(body)) })),
  }),
  required: { case: 'case.not_found' },
  versioned: 'case',
  async decide({ loaded, params: { action }, body, actor, moment }) {
    const { permitted: _, ...before } = loaded.case;
    const { people, acting, tasks, calendar, users } = loaded;
    const { transition, isRefused } = await import('@keyline/process/engine');
    const { definition, state } = cases.runningOf(before, loaded.process);
    const context = {
      record: cases.recordOf(before),
      organisation: people,
      time: workingTimeOf(calendar.calendar),
      assignees: assigneesOf(tasks),
      activeUsers: users.map(({ id }) => id),
    };
    const moved = transition(definition, state, action, body, actorOf(actor, acting), context, moment.now);
    if (isRefused(moved)) return refusalOf(moved, action);
    return movedCase(moment, before, moved, tasks, people);
  },
});

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
    async 'case.unknown_action'({ make }) {
      return { params: { action: 'sing', caseId: (await make('createCase')).id }, body: {} };
    },
    async 'case.not_possible'({ make }) {
      return { params: { action: 'finish', caseId: (await make('createCase')).id }, body: {} };
    },
    async 'case.not_yours'({ make, run, colleague }) {
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
