import type { CaseState } from '@keyline/process';
import type { Moved, Raised } from '@keyline/process/engine';
import type { Moment } from '@keyline/store';
import type { People } from './organisation.ts';
import type { TaskRow } from './task-row.ts';
import { closing, opening, type TaskSubject, type Writes } from './tasks.ts';

/** What the columns of a record keep of where it stands. */
export function standing(state: CaseState) {
  return {
    stage: state.stage,
    stageSince: state.since,
    dueAt: state.clock?.dueAt ?? null,
    outcome: state.outcome,
    processState: state,
  };
}

/** The tasks that a transition opens and closes, for the commit that moves the record. */
export function tasksAfter(
  moment: Moment,
  of: Omit<TaskSubject, 'stage' | 'drafters'>,
  { next, opened, closed }: Pick<Moved, 'next' | 'opened' | 'closed'>,
  open: readonly TaskRow[],
  people: Pick<People, 'roleIds'>,
): Writes {
  const doneBy = moment.actor.type === 'user' ? moment.actor.id : null;
  const ended = closing(moment, open, closed, doneBy);
  const drafters = next.approval?.drafters ?? [];
  const made = opening(moment, { ...of, stage: next.stage, drafters }, opened, people);
  return { changes: [...ended.changes, ...made.changes], also: [...ended.also, ...made.also] };
}

/** The tasks that a limit opens when it has passed. */
export function tasksRaised(
  moment: Moment,
  of: Omit<TaskSubject, 'stage' | 'drafters'>,
  { next, events }: Pick<Raised, 'next' | 'events'>,
  people: Pick<People, 'roleIds'>,
): Writes {
  const opened = events.flatMap((event) => (event.type === 'task_opened' ? [event.task] : []));
  return opening(moment, { ...of, stage: next.stage, drafters: [] }, opened, people);
}
