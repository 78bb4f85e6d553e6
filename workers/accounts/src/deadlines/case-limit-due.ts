import {
  dueOf,
  limitKind,
  limitsArmed,
  peopleLoad,
  tasksRaised,
  toldOf,
  workingTimeOf,
} from '@keyline/cases';
import { deadline } from '@keyline/http';
import { changed, first, tenantCalendar } from '@keyline/store';
import * as cases from '../records/cases.ts';

const types = { warning: 'case.warned', breach: 'case.overdue', escalation: 'case.escalated' } as const;

/**
 * The limit of a stage, or of a step of its approval, passes: at first a warning to who acts, then the breach to him
 * and his manager, then every further 100 % to the manager of the unit above, up to the root. Each is told once.
 */
export const caseLimitDue = deadline({
  kind: limitKind('case'),
  load: ({ subjectId: id }) => ({
    case: first(cases.caseById.bind({ id })),
    process: first(cases.definitionOfCase.bind({ id })),
    people: peopleLoad(cases.peopleOfCase.bind({ id })),
    calendar: tenantCalendar(),
  }),
  async decide({ loaded, deadline: armed, moment }) {
    const { case: row, process, people, calendar } = loaded;
    if (row === undefined) return undefined;
    const { raise } = await import('@keyline/process/engine');
    const { definition, state } = cases.runningOf(row, process);
    const time = workingTimeOf(calendar.calendar);
    const raised = raise(definition, state, dueOf(armed), people, time);
    if (raised === undefined) return undefined;
    const event = { type: types[raised.due.kind], facts: toldOf(raised) };
    const made = changed(moment, cases.caseSubject, row, { processState: raised.next }, event);
    const { id, accountId, title: about } = row;
    const tasks = tasksRaised(moment, { type: 'case', id, accountId, about }, raised, people);
    return {
      changes: [made, ...tasks.changes],
      also: [...tasks.also, ...limitsArmed(cases.watchedCase(row), raised.arm)],
    };
  },
});
