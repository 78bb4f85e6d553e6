import { apply, type CaseEvent, type CaseState, type OpenTask } from './state.ts';

/** A transition under way: what has happened so far, and the state that it gives. */
export interface Run {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  emit(event: CaseEvent): void;
}

export function runOf(start: CaseState): Run {
  const events: CaseEvent[] = [];
  let state = start;
  return {
    get state() {
      return state;
    },
    events,
    emit(event) {
      events.push(event);
      state = apply(state, event);
    },
  };
}

/** Opens a task under a name of its own. */
export function openTask(run: Run, task: Omit<OpenTask, 'key'>): void {
  run.emit({ type: 'task_opened', task: { key: `t${run.state.serial + 1}`, ...task } });
}

/** Closes the tasks that `which` picks. */
export function closeTasks(
  run: Run,
  how: 'done' | 'cancelled',
  which: (task: OpenTask) => boolean = () => true,
): void {
  for (const { key } of run.state.tasks.filter(which)) run.emit({ type: 'task_closed', key, how });
}
