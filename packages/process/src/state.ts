import type { Text } from '@keyline/kernel';

/**
 * Whom a task names: a person, or whoever holds a role in a unit (without one, wherever), by the role's key.
 */
export type Party =
  | { readonly userId: string }
  | { readonly role: string; readonly orgUnitId: string | null };

/** Something that somebody has to do before the case moves on, or to look at because it is late. */
export interface OpenTask {
  /** Its name within the case, never given twice. */
  readonly key: string;
  readonly kind: 'stage' | 'approval' | 'escalation';
  /** The seat at which it is decided, of an approval. */
  readonly seat: string | null;
  readonly title: Text;
  readonly parties: readonly Party[];
  /** Milliseconds; null: no limit, or the limit stands still. */
  readonly dueAt: number | null;
}

/** A limit that runs: of a stage, or of a step of its approval. Instants in ms, spans in working minutes. */
export interface RunningClock {
  /** Rises with every clock of the case, so that what was armed for another one is told apart. */
  readonly cycle: number;
  readonly limit: number;
  readonly warnPercent: number;
  /** From when on it counts, and what was used before. */
  readonly startedAt: number;
  readonly used: number;
  readonly dueAt: number;
  readonly warned: boolean;
  /** How many times the limit has passed and was told: 1 is the breach, beyond it are escalations. */
  readonly level: number;
}

/** The clock of a stage that was left for one that pauses. */
export interface HeldClock {
  readonly stage: string;
  readonly clock: RunningClock;
}

/** A place at which somebody decides within a step. */
export interface Seat {
  readonly key: string;
  readonly party: Party;
  /** Whether it was added beside the definition's own: then it has to approve in any mode. */
  readonly added: boolean;
  readonly decision: null | {
    readonly by: string;
    /** The absent person for whom he decided. */
    readonly actsFor: string | null;
    readonly at: number;
    readonly comment: string | null;
  };
}

export interface RunningStep {
  readonly key: string;
  readonly mode: 'all' | 'any' | 'sequence';
  readonly title: Text;
  readonly limit: string | null;
  readonly seats: readonly Seat[];
}

export interface RunningApproval {
  /** Who asked for it: he decides at no seat. */
  readonly drafters: readonly string[];
  readonly steps: readonly RunningStep[];
  /** The step that runs. */
  readonly at: number;
}

/** Where a case is: what its record keeps, and what its events give again. */
export interface CaseState {
  readonly stage: string;
  readonly since: number;
  /** The stages on the way to this one, each once, this one last. */
  readonly path: readonly string[];
  /** Null while it is open. */
  readonly outcome: string | null;
  /** How many tasks and clocks it has had. */
  readonly serial: number;
  readonly tasks: readonly OpenTask[];
  readonly clock: RunningClock | null;
  readonly held: HeldClock | null;
  readonly approval: RunningApproval | null;
}

/** What happened, in words that give the state again without the definition. */
export type CaseEvent =
  | {
      readonly type: 'entered';
      readonly stage: string;
      readonly at: number;
      readonly path: readonly string[];
      readonly outcome: string | null;
      /** The stage that was left; null: the case was opened. */
      readonly from: string | null;
    }
  | { readonly type: 'task_opened'; readonly task: OpenTask }
  | { readonly type: 'task_closed'; readonly key: string; readonly how: 'done' | 'cancelled' }
  | { readonly type: 'clock_started'; readonly clock: RunningClock }
  | { readonly type: 'clock_stopped'; readonly held: HeldClock | null }
  | { readonly type: 'clock_due_moved'; readonly dueAt: number }
  | { readonly type: 'clock_raised'; readonly warned: boolean; readonly level: number }
  | { readonly type: 'approval_opened'; readonly approval: RunningApproval }
  | { readonly type: 'step_opened'; readonly at: number }
  | { readonly type: 'seat_decided'; readonly seat: string; readonly decision: NonNullable<Seat['decision']> }
  | { readonly type: 'seat_added'; readonly seat: Seat; readonly after: string | null }
  | { readonly type: 'approval_closed' };

/** A case before anything happened. */
export const unopened: CaseState = {
  stage: '',
  since: 0,
  path: [],
  outcome: null,
  serial: 0,
  tasks: [],
  clock: null,
  held: null,
  approval: null,
};

/** The state after one more event: what a transition stores is what its events give. */
export function apply(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'entered':
      return { ...state, stage: event.stage, since: event.at, path: event.path, outcome: event.outcome };
    case 'task_opened':
      return { ...state, serial: state.serial + 1, tasks: [...state.tasks, event.task] };
    case 'task_closed':
      return { ...state, tasks: state.tasks.filter(({ key }) => key !== event.key) };
    case 'clock_started':
      return { ...state, serial: state.serial + 1, clock: event.clock };
    case 'clock_stopped':
      return { ...state, clock: null, held: event.held };
    case 'clock_due_moved':
      return state.clock === null ? state : dueMoved(state, state.clock, event.dueAt);
    case 'clock_raised':
      return state.clock === null
        ? state
        : { ...state, clock: { ...state.clock, warned: event.warned, level: event.level } };
    case 'approval_opened':
      return { ...state, approval: event.approval };
    case 'approval_closed':
      return { ...state, approval: null };
    default:
      return state.approval === null ? state : { ...state, approval: applyToApproval(state.approval, event) };
  }
}

/** What a clock times is due with it. */
function dueMoved(state: CaseState, clock: RunningClock, dueAt: number): CaseState {
  const tasks = state.tasks.map((task) => (task.dueAt === clock.dueAt ? { ...task, dueAt } : task));
  return { ...state, tasks, clock: { ...clock, dueAt } };
}

type ApprovalEvent = Extract<CaseEvent, { type: 'step_opened' | 'seat_decided' | 'seat_added' }>;

function applyToApproval(approval: RunningApproval, event: ApprovalEvent): RunningApproval {
  if (event.type === 'step_opened') return { ...approval, at: event.at };
  const steps = approval.steps.map((step, index) =>
    index === approval.at ? { ...step, seats: seatsAfter(step.seats, event) } : step,
  );
  return { ...approval, steps };
}

function seatsAfter(
  seats: readonly Seat[],
  event: Extract<ApprovalEvent, { type: 'seat_decided' | 'seat_added' }>,
): readonly Seat[] {
  if (event.type === 'seat_decided') {
    return seats.map((seat) => (seat.key === event.seat ? { ...seat, decision: event.decision } : seat));
  }
  const place = seats.findIndex(({ key }) => key === event.after) + 1;
  return place === 0 ? [...seats, event.seat] : [...seats.slice(0, place), event.seat, ...seats.slice(place)];
}

/** The state that these events give, one after the other. */
export function replay(events: readonly CaseEvent[], from: CaseState = unopened): CaseState {
  return events.reduce(apply, from);
}
