import { deadline } from '@keyline/http';
import type { CaseState } from '@keyline/process';
import { type Bound, changed, first, type NewRow, type RecordState } from '@keyline/store';
import { tasksRaised } from './follow-up.ts';
import { dueOf, limitKind, limitsArmed, toldOf } from './limits.ts';
import { aroundLoad, type Moving, watchedRecord } from './moving.ts';
import { definitionOf, type MovingTable } from './process-statements.ts';
import { workingTimeOf } from './working-time.ts';

/**
 * The limit of a stage, or of a step of its approval, passes: at first a warning to who acts, then the breach to him
 * and his manager, then every further 100 % to the manager of the unit above, up to the root. Each is told once.
 */
export function limitDue<T extends MovingTable>(
  moving: Moving<T>,
  byId: { bind(values: { readonly id: string }): Bound<RecordState<T>> },
  types: { readonly warning: string; readonly breach: string; readonly escalation: string },
) {
  return deadline({
    kind: limitKind(moving.subject.type),
    load: ({ subjectId: id }) => ({ record: first(byId.bind({ id })), ...aroundLoad(moving, id) }),
    async decide({ loaded, deadline: armed, moment }) {
      const { record: row, process, people, calendar } = loaded;
      if (row === undefined) return undefined;
      const { raise } = await import('@keyline/process/engine');
      const { processState } = row as unknown as { readonly processState: CaseState };
      const time = workingTimeOf(calendar.calendar);
      const raised = raise(definitionOf(process), processState, dueOf(armed), people, time);
      if (raised === undefined) return undefined;
      const event = { type: types[raised.due.kind], facts: toldOf(raised) };
      const patch = { processState: raised.next } as unknown as Partial<NewRow<T>>;
      const made = changed(moment, moving.subject, row, patch, event);
      const watched = watchedRecord(moving, row);
      const { type, id } = watched.subject;
      const about = { type, id, accountId: watched.accountId, about: moving.about(row) };
      const tasks = tasksRaised(moment, about, raised, people);
      return {
        changes: [made, ...tasks.changes],
        also: [...tasks.also, ...limitsArmed(watched, raised.arm)],
      };
    },
  });
}
