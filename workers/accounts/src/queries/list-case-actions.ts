import { actingLoad, actorOf, assigneesOf, openTasksOf, peopleLoad, workingTimeOf } from '@keyline/cases';
import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { formJson, stageOf } from '@keyline/process';
import { all, first, tenantCalendar } from '@keyline/store';
import { some } from '../problems.ts';
import * as cases from '../records/cases.ts';
import { caseActionsView } from '../views.ts';

const caseOfActions = cases.visibleCase('cases.read');

/** What the caller may do with a case now, with each form; and why he may not do the rest. */
export const listCaseActions = query({
  id: 'listCaseActions',
  path: '/v1/cases/{caseId}/actions',
  tag: 'Cases',
  summary: 'List what can be done in a case',
  permission: 'cases.read',
  params: { caseId: idField('case') },
  answer: { description: 'Every action of the process.', schema: caseActionsView },
  problems: some('case.not_found'),
  load: ({ params: { caseId: id } }) => ({
    case: first(caseOfActions.bind({ id })),
    process: first(cases.definitionOfCase.bind({ id })),
    people: peopleLoad(cases.peopleOfCase.bind({ id })),
    acting: actingLoad(cases.actingInCase.bind({ id })),
    calendar: tenantCalendar(),
    tasks: all(openTasksOf.bind({ subjectId: id })),
  }),
  required: { case: 'case.not_found' },
  async view({ loaded, actor, locale }) {
    const { available } = await import('@keyline/process/engine');
    const { definition, state } = cases.runningOf(loaded.case, loaded.process);
    const context = {
      record: cases.recordOf(loaded.case),
      organisation: loaded.people,
      time: workingTimeOf(loaded.calendar.calendar),
      assignees: assigneesOf(loaded.tasks),
    };
    const offers = available(definition, state, actorOf(actor, loaded.acting), context);
    const data = offers.map(({ action: { name, title, form }, refusal }) => ({
      action: name,
      title: title[locale],
      allowed: refusal === undefined,
      code: refusal?.refused ?? null,
      reason: refusal?.reason[locale] ?? null,
      form: form === undefined ? null : formJson(form, locale),
    }));
    return {
      body: { stage: state.stage, stageTitle: stageOf(definition, state.stage).title[locale], data },
    };
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { caseId: (await make('createCase')).id } };
  },
  failures: {
    'case.not_found': () => ({ params: { caseId: 'cas_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
