import { approvalFor, startStep } from './approval.ts';
import type { Context } from './context.ts';
import { type Definition, stageOf } from './definition.ts';
import { holdClock, startClock } from './limits.ts';
import { type ProcessRecord, partiesOf } from './people.ts';
import { isRefused, type Refused, refused } from './refusals.ts';
import { closeTasks, openTask, type Run } from './run.ts';

/** The stage to which `back` leads; undefined where the case came from nowhere. */
export function stageBack(path: readonly string[]): string | undefined {
  return path.at(-2);
}

/** The way to a stage: what was gone through before is cut off where it is come to again. */
export function pathTo(path: readonly string[], stage: string): readonly string[] {
  const known = path.indexOf(stage);
  return known < 0 ? [...path, stage] : path.slice(0, known + 1);
}

type Surroundings = Pick<Context, 'organisation' | 'time' | 'warnPercent'> & {
  readonly record: ProcessRecord;
};

/**
 * Leaves the stage and enters another: its tasks are closed, its limit stops or is held; the new stage's
 * approval, tasks and limit begin. `drafters` decide nothing in an approval that begins.
 */
export function enter(
  run: Run,
  definition: Definition,
  to: string,
  drafters: readonly string[],
  { record, organisation, time, warnPercent: usual }: Surroundings,
  now: number,
): Refused | undefined {
  const target = to === 'back' ? stageBack(run.state.path) : to;
  if (target === undefined) return refused('nowhere_back');
  const stage = stageOf(definition, target);
  const { limit, warnPercent = usual, outcome = null } = stage;
  const approval = stage.approval && approvalFor(stage.approval, limit, drafters, record, organisation);
  if (approval && isRefused(approval)) return approval;
  const before = run.state;
  closeTasks(run, 'cancelled', ({ kind }) => kind === 'escalation');
  closeTasks(run, 'done', ({ kind }) => kind === 'stage');
  closeTasks(run, 'cancelled');
  if (before.approval !== null) run.emit({ type: 'approval_closed' });
  const held = outcome === null ? holdClock(before, stage, now, time) : null;
  if (before.clock !== null || before.held !== null) run.emit({ type: 'clock_stopped', held });
  const from = before.path.length === 0 ? null : before.stage;
  run.emit({ type: 'entered', stage: target, at: now, path: pathTo(before.path, target), outcome, from });
  if (outcome !== null) return undefined;
  if (approval) {
    run.emit({ type: 'approval_opened', approval });
    startStep(run, { organisation, time, now, warnPercent });
    return undefined;
  }
  if (limit !== undefined) {
    const resumed = before.held?.stage === target ? before.held.clock : undefined;
    run.emit({
      type: 'clock_started',
      clock: startClock(run.state, { limit, warnPercent }, now, time, resumed),
    });
  }
  openStageTask(run, definition, record, organisation);
  return undefined;
}

/** Opens the task of the stage for whoever acts in it; none where that is the system alone. */
export function openStageTask(
  run: Run,
  definition: Definition,
  record: ProcessRecord,
  organisation: Context['organisation'],
): void {
  const { title, actors = [] } = stageOf(definition, run.state.stage);
  const parties = partiesOf(actors, record, organisation);
  const dueAt = run.state.clock?.dueAt ?? null;
  if (parties.length > 0) openTask(run, { kind: 'stage', seat: null, title, parties, dueAt });
}
