import type { Actor as Caller } from '@keyline/auth';
import type { Problem } from '@keyline/kernel';
import type { Actor, CaseState, ProcessRecord } from '@keyline/process';
import type { Context, Moved } from '@keyline/process/engine';
import type { WorkerName } from '@keyline/schema';
import {
  all,
  type Bound,
  type Change,
  changed,
  type EventOf,
  first,
  type Loaded,
  type Moment,
  type NewRow,
  type RecordState,
  type Subject,
  tenantCalendar,
} from '@keyline/store';
import { type Acting, actingLoad, activeUsers, actorOf } from './actor.ts';
import { standing, tasksAfter } from './follow-up.ts';
import { limitsAfter, type Watched } from './limits.ts';
import { peopleLoad } from './organisation.ts';
import { definitionOf, type MovingTable, type ProcessStatements } from './process-statements.ts';
import { type MoveProblem, refusalOf } from './refusals.ts';
import { assigneesOf, openTasksOf } from './tasks.ts';
import { workingTimeOf } from './working-time.ts';

/** A kind of record that moves through a process, as its Worker describes it once. */
export interface Moving<T extends MovingTable> {
  /** Who watches its limits: the Worker that owns it. */
  readonly worker: WorkerName;
  readonly subject: Subject<T>;
  readonly statements: ProcessStatements;
  /** The share of a limit after which its actor is warned, where its stage says nothing; absent: the usual one. */
  readonly warnPercent?: number;
  /** The record in words, for its tasks. */
  about(row: RecordState<T>): string;
  /** The record as its process knows it. */
  record(row: RecordState<T>): ProcessRecord;
}

interface Stored {
  readonly id: string;
  readonly processState: unknown;
}

/** What stands around a record: for what events and time do to it. */
export function aroundLoad({ statements }: { readonly statements: ProcessStatements }, id: string) {
  return {
    process: first(statements.definition.bind({ id })),
    people: peopleLoad(statements.people.bind({ id })),
    tasks: all(openTasksOf.bind({ subjectId: id })),
    calendar: tenantCalendar(),
  };
}

/** The same for a caller who acts on it, with the users whom his form names. */
export function moveLoad(
  moving: { readonly statements: ProcessStatements },
  id: string,
  form: Readonly<Record<string, unknown>>,
) {
  return {
    ...aroundLoad(moving, id),
    acting: actingLoad(moving.statements.acting.bind({ id })),
    users: all(activeUsers.bind({ ids: JSON.stringify(userIdsIn(form)) })),
  };
}

export type Around = Loaded<ReturnType<typeof aroundLoad>>;

/** Who acts: a caller as the load found him, or the system. */
export type Mover =
  | {
      readonly caller: Pick<Caller, 'userId'>;
      readonly acting: Acting;
      readonly users: readonly { readonly id: string }[];
    }
  | 'system';

const theSystem: Actor = {
  userId: null,
  isSystem: true,
  standsInFor: [],
  roles: [],
  permissions: new Set(),
};

/** As whom the engine knows whoever acts. */
export function engineActor(by: Mover): Actor {
  return by === 'system' ? theSystem : actorOf(by.caller, by.acting);
}

/** What the engine is told of a record and what stands around it. */
export function contextOf<T extends MovingTable>(
  moving: Moving<T>,
  row: RecordState<T>,
  around: Around,
  given: { readonly by?: Mover; readonly guard?: Context['guard'] } = {},
): Context {
  const { by = 'system', guard } = given;
  return {
    record: moving.record(row),
    organisation: around.people,
    time: workingTimeOf(around.calendar.calendar),
    warnPercent: moving.warnPercent,
    assignees: assigneesOf(around.tasks),
    activeUsers: by === 'system' ? ownerOf(row) : by.users.map(({ id }) => id),
    ...(guard && { guard }),
  };
}

/** Whom the system names was looked up by the domain that has it act. */
function ownerOf(row: unknown): readonly string[] {
  const { ownerId } = row as { readonly ownerId?: string | null };
  return ownerId ? [ownerId] : [];
}

export interface Move {
  readonly action: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly by: Mover;
  readonly guard?: Context['guard'];
  /** Users whom the form of the system names, looked up by whoever has it act. */
  readonly known?: readonly string[];
}

/** Asks the engine: the transition, or the problem that tells why not. Nothing is written. */
export async function tryMove<T extends MovingTable>(
  moving: Moving<T>,
  row: RecordState<T>,
  around: Around,
  move: Move,
  { now }: Pick<Moment, 'now'>,
): Promise<Moved | Problem<MoveProblem>> {
  const { transition, isRefused } = await import('@keyline/process/engine');
  const { processState } = row as unknown as Stored;
  const context = contextOf(moving, row, around, move);
  const moved = transition(
    definitionOf(around.process),
    processState as CaseState,
    move.action,
    move.form,
    engineActor(move.by),
    { ...context, activeUsers: [...(context.activeUsers ?? []), ...(move.known ?? [])] },
    now,
  );
  return isRefused(moved) ? refusalOf(moved, move.action) : moved;
}

/** Whether what `tryMove` or `tryBegin` gave is a problem. */
export function isStopped<Code extends MoveProblem>(result: Moved | Problem<Code>): result is Problem<Code> {
  return 'code' in result;
}

/** What a move writes of the record itself and around it. */
export interface MoveWrites<T extends MovingTable> {
  readonly made: Change<RecordState<T>>;
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
}

/**
 * Everything that a transition writes, in one commit: the record in its new stage with its event, the tasks that end
 * and begin, the limits. `patch` and the facts of the event are what the effects of the domain add.
 */
export function moveWrites<T extends MovingTable>(
  moving: Moving<T>,
  moment: Moment,
  before: RecordState<T>,
  moved: Moved,
  around: Pick<Around, 'tasks' | 'people'>,
  { type, facts = {}, patch = {} }: EventOf & { readonly patch?: Partial<NewRow<T>> },
): MoveWrites<T> {
  const { action, actsFor, form, notify, events, ownerId, next } = moved;
  const { stage: from } = before as unknown as { readonly stage: string };
  const told = { action, from, to: next.stage, actsFor, form, notify, events, ...facts };
  const standsNow = { ...standing(next), ...(ownerId !== undefined && { ownerId }) };
  const whole = { ...standsNow, ...patch } as unknown as Partial<NewRow<T>>;
  const made = changed(moment, moving.subject, before, whole, { type, facts: told });
  const watched = watchedRecord(moving, made.row);
  const { id, type: kind } = watched.subject;
  const about = { type: kind, id, accountId: watched.accountId, about: moving.about(made.row) };
  const tasks = tasksAfter(moment, about, moved, around.tasks, around.people);
  return {
    made,
    changes: [made, ...tasks.changes],
    also: [...tasks.also, ...limitsAfter(watched, moved)],
  };
}

/** How the limits of a record are watched. */
export function watchedRecord<T extends MovingTable>(
  { worker, subject }: Moving<T>,
  row: RecordState<T>,
): Watched {
  const { id } = row as unknown as Stored;
  return { worker, subject: { type: subject.type, id }, accountId: subject.accountOf(row) };
}

/** Ids of users that stand anywhere in what was entered, to be looked up: no more than a form can hold. */
export function userIdsIn(entered: Readonly<Record<string, unknown>>): readonly string[] {
  const values = Object.values(entered).flatMap((value) => partsOf(value, deepestForm));
  const ids = values.filter(
    (value): value is string => typeof value === 'string' && value.startsWith('usr_'),
  );
  return [...new Set(ids)].slice(0, 500);
}

/** A form has groups of lists at the most. */
const deepestForm = 2;

function partsOf(value: unknown, depth: number): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return depth === 0 ? [] : Object.values(value).flatMap((part) => partsOf(part, depth - 1));
}
