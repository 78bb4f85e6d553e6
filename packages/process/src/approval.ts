import type { Approval, Step } from './definition.ts';
import type { WorkingTime } from './limits.ts';
import { startClock } from './limits.ts';
import {
  type Actor,
  actsAmong,
  actsAsParty,
  anywhere,
  type Organisation,
  othersOf,
  type ProcessRecord,
  placed,
} from './people.ts';
import { type Refused, refused } from './refusals.ts';
import { closeTasks, openTask, type Run } from './run.ts';
import type { OpenTask, Party, RunningApproval, RunningStep, Seat } from './state.ts';
import { whoOf } from './who.ts';

/** The steps that count for this record, with a seat for everybody who has to decide; a refusal where nobody may. */
export function approvalFor(
  approval: Approval,
  stageLimit: string | undefined,
  drafters: readonly string[],
  record: ProcessRecord,
  organisation: Organisation,
): RunningApproval | Refused {
  const amount = record.fields[approval.field ?? 'amount'];
  const counts = ({ from, to }: Step) => {
    if (from === undefined && to === undefined) return true;
    const size = typeof amount === 'number' ? amount : 0;
    return size >= (from ?? Number.NEGATIVE_INFINITY) && size < (to ?? Number.POSITIVE_INFINITY);
  };
  const steps = approval.steps.filter(counts).map((step): RunningStep => {
    const { key, mode, title, limit = stageLimit ?? null } = step;
    const parties = partiesFor(step, drafters, record, organisation);
    const seats = parties.map(
      (party, n): Seat => ({ key: `${key}.${n + 1}`, party, added: false, decision: null }),
    );
    return { key, mode, title, limit, seats };
  });
  const empty = steps.length === 0 || steps.some(({ seats }) => seats.length === 0);
  return empty ? refused('no_candidate') : { drafters, steps, at: 0 };
}

/** Where whoever comes first decides, a role is one seat; else each of its holders may be one. */
function partiesFor(
  { candidates, each = 'person', mode }: Step,
  drafters: readonly string[],
  record: ProcessRecord,
  organisation: Organisation,
): readonly Party[] {
  const parties = candidates.flatMap((word): Party[] => {
    const who = whoOf(word);
    if (who.kind === 'system') return [];
    if (who.kind === 'role' && who.anywhere) {
      const party = anywhere(organisation, who.role);
      return othersOf(party, drafters, organisation).length > 0 ? [party] : [];
    }
    if (who.kind === 'role') {
      const there = placed(organisation, who, drafters).filter(({ userIds }) => userIds.length > 0);
      if (each === 'role' || mode === 'any') return there.map(({ party }) => party);
      return [...new Set(there.flatMap(({ userIds }) => userIds))].sort().map((userId) => ({ userId }));
    }
    const userId =
      who.kind === 'user' ? who.userId : who.kind === 'owner' ? record.ownerId : record.creatorId;
    return userId === null || drafters.includes(userId) ? [] : [{ userId }];
  });
  if (parties.length > 0)
    return [...new Map(parties.map((party) => [JSON.stringify(party), party])).values()];
  const others = organisation.administrators.some((id) => !drafters.includes(id));
  return others ? [{ role: 'administrator', orgUnitId: null }] : [];
}

/** Who may decide now: everybody in the step who has not, or in a sequence the next. */
function openSeats({ mode, seats }: RunningStep): readonly Seat[] {
  const open = seats.filter(({ decision }) => decision === null);
  return mode === 'sequence' ? open.slice(0, 1) : open;
}

/** Done: everybody has approved; where anybody will do, one of them, and whoever was added. */
export function isDone({ mode, seats }: RunningStep): boolean {
  if (mode !== 'any') return seats.every(({ decision }) => decision !== null);
  const added = seats.filter((seat) => seat.added);
  const regular = seats.filter((seat) => !seat.added);
  return (
    regular.some(({ decision }) => decision !== null) && added.every(({ decision }) => decision !== null)
  );
}

export function currentStep(approval: RunningApproval): RunningStep {
  const step = approval.steps[approval.at];
  if (step === undefined) throw new Error('an approval stands at none of its steps');
  return step;
}

/** What seats are given out by. */
interface Giving {
  readonly organisation: Organisation;
  readonly time: WorkingTime;
  readonly now: number;
  readonly warnPercent: number | undefined;
}

/**
 * Opens a task at every seat that may decide now and has none, due with the step. Where a drafter holds the role of the
 * seat it names the others who do: nobody is asked for what he would be refused.
 */
export function seatTasks(run: Run, { organisation }: Pick<Giving, 'organisation'>): void {
  const { approval, clock, tasks } = run.state;
  if (approval === null) return;
  const step = currentStep(approval);
  for (const seat of openSeats(step)) {
    if (tasks.some((task) => task.seat === seat.key)) continue;
    const { title } = step;
    const others = othersOf(seat.party, approval.drafters, organisation);
    const parties = others.length > 0 ? others : [seat.party];
    openTask(run, { kind: 'approval', seat: seat.key, title, parties, dueAt: clock?.dueAt ?? null });
  }
}

/** Starts the step at which the approval stands: its limit, and its tasks. */
export function startStep(run: Run, giving: Giving): void {
  const { warnPercent, now, time } = giving;
  const { approval } = run.state;
  if (approval === null) return;
  const { limit } = currentStep(approval);
  if (run.state.clock !== null) run.emit({ type: 'clock_stopped', held: run.state.held });
  if (limit !== null) {
    const clock = startClock(run.state, { limit, warnPercent }, now, time, undefined);
    run.emit({ type: 'clock_started', clock });
  }
  seatTasks(run, giving);
}

/** A seat at which the actor may decide, and for whom; or why there is none. */
export interface Place {
  readonly task: OpenTask;
  readonly seat: string;
  readonly as: string;
}

/**
 * Where the actor may decide: at a task that he was given or has taken on; else at one that names him, or
 * somebody for whom he stands in. Never who drafted it, nor for one who did.
 */
export function placeOf(
  approval: RunningApproval,
  tasks: readonly OpenTask[],
  actor: Actor,
  organisation: Organisation,
  assignees: Readonly<Record<string, string>>,
): Place | Refused {
  const open = tasks.filter((task) => task.kind === 'approval');
  const places = open.map((task) => {
    const assignee = assignees[task.key];
    const seat = currentStep(approval).seats.find(({ key }) => key === task.seat);
    const parties = [...task.parties, ...(seat ? [seat.party] : [])];
    const named = parties.map((party) => actsAsParty(actor, party, organisation)).find(isSomebody);
    const as = assignee === undefined ? named : actsAmong(actor, [assignee]);
    return { task, seat: task.seat ?? '', as, isTaken: assignee !== undefined && named !== undefined };
  });
  const isDrafter = (id: string | null | undefined) =>
    typeof id === 'string' && approval.drafters.includes(id);
  const place = places.find(({ as }) => as !== undefined && !isDrafter(as));
  if (isDrafter(actor.userId)) return refused('drafter');
  if (place?.as !== undefined) return { task: place.task, seat: place.seat, as: place.as };
  if (places.some(({ as }) => isDrafter(as))) return refused('drafter');
  if (places.some(({ isTaken }) => isTaken)) return refused('claimed');
  const decided = currentStep(approval).seats.some(({ decision }) => decision?.by === actor.userId);
  return refused(decided ? 'decided' : 'not_actor');
}

function isSomebody(userId: string | undefined): userId is string {
  return userId !== undefined;
}

/** Puts a reviewer beside (in a sequence: behind) the seat of whoever asks for him. */
export function addReviewer(
  run: Run,
  place: Place,
  userId: string,
  giving: Pick<Giving, 'organisation'>,
): Refused | undefined {
  const { approval } = run.state;
  if (approval === null) return refused('not_in_stage');
  if (approval.drafters.includes(userId)) return refused('drafter');
  const step = currentStep(approval);
  const sits = step.seats.some(
    ({ party, decision }) => decision === null && 'userId' in party && party.userId === userId,
  );
  if (sits) return refused('reviewer_taken');
  const seat: Seat = {
    key: `${step.key}.${step.seats.length + 1}`,
    party: { userId },
    added: true,
    decision: null,
  };
  run.emit({ type: 'seat_added', seat, after: place.seat });
  seatTasks(run, giving);
  return undefined;
}

/** Writes a decision down, and takes the approval on: true when all of it is done. */
export function decideSeat(
  run: Run,
  place: Place,
  decision: NonNullable<Seat['decision']>,
  giving: Giving,
): boolean {
  run.emit({ type: 'seat_decided', seat: place.seat, decision });
  run.emit({ type: 'task_closed', key: place.task.key, how: 'done' });
  const { approval } = run.state;
  if (approval === null) return false;
  if (!isDone(currentStep(approval))) {
    seatTasks(run, giving);
    return false;
  }
  closeTasks(run, 'cancelled');
  if (approval.at + 1 === approval.steps.length) return true;
  run.emit({ type: 'step_opened', at: approval.at + 1 });
  startStep(run, giving);
  return false;
}
