import type { Calendar } from '@keyline/calendar';
import type { Problem } from '@keyline/kernel';
import type { ProcessRecord } from '@keyline/process';
import type { Moved, Way } from '@keyline/process/engine';
import {
  type Bound,
  type Change,
  created,
  createdMany,
  type Moment,
  type NewRow,
  type RecordState,
} from '@keyline/store';
import { standing } from './follow-up.ts';
import { limitsAfter } from './limits.ts';
import { type Moving, watchedRecord } from './moving.ts';
import type { People } from './organisation.ts';
import { definitionOf, type MovingTable, type Published } from './process-statements.ts';
import { notPossible } from './refusals.ts';
import { opening } from './tasks.ts';
import { workingTimeOf } from './working-time.ts';

/** What stands around a record that begins. */
interface BeginningGiven {
  readonly people: People;
  readonly calendar: { readonly calendar: Calendar };
  /** As `Moving` has it. */
  readonly warnPercent?: number;
}

/** Asks the engine to begin: a record enters the stage in which its process starts, or the last of the `way` it has come. */
export async function tryBegin(
  process: Published,
  record: ProcessRecord,
  { people, calendar, warnPercent }: BeginningGiven,
  { now }: Pick<Moment, 'now'>,
  way?: Way,
): Promise<Moved | Problem<'action.not_possible'>> {
  const { open, isRefused } = await import('@keyline/process/engine');
  const time = workingTimeOf(calendar.calendar);
  const context = { record, organisation: people, time, warnPercent };
  const moved = open(definitionOf(process), context, now, way);
  return isRefused(moved) ? notPossible(moved) : moved;
}

/** What a new record is made of; where it stands is what the engine said. */
export type Beginning<T extends MovingTable> = Omit<NewRow<T>, keyof ReturnType<typeof standing>>;

/** Everything that beginning writes: the record with its event, its first tasks, its limits. */
export function beginWrites<T extends MovingTable>(
  moving: Moving<T>,
  moment: Moment,
  fields: Beginning<T>,
  moved: Moved,
  people: Pick<People, 'roleIds'>,
  { type, facts = {} }: { readonly type: string; readonly facts?: Readonly<Record<string, unknown>> },
): { made: Change<RecordState<T>>; changes: readonly Change[]; also: readonly Bound[] } {
  const told = { action: null, from: null, to: moved.next.stage, events: moved.events, ...facts };
  const row = { ...fields, ...standing(moved.next) } as unknown as NewRow<T>;
  const made = created(moment, moving.subject, row, { type, facts: told });
  const around = besideBegun(moving, moment, made.row, moved, people);
  return { made, changes: [made, ...around.changes], also: around.also };
}

/** The same for many at once, such as a page of an import: their process events are those that their stages give. */
export function beginMany<T extends MovingTable>(
  moving: Moving<T>,
  moment: Moment,
  begun: readonly { readonly fields: Beginning<T>; readonly moved: Moved }[],
  people: Pick<People, 'roleIds'>,
  { type }: { readonly type: string },
): { made: Change<readonly RecordState<T>[]>; changes: readonly Change[]; also: readonly Bound[] } {
  const rows = begun.map(({ fields, moved }) => {
    return { ...fields, ...standing(moved.next) } as unknown as NewRow<T>;
  });
  const made = createdMany(moment, moving.subject, rows, { type });
  const around = begun.map(({ moved }, index) =>
    besideBegun(moving, moment, made.row[index] as RecordState<T>, moved, people),
  );
  return {
    made,
    changes: [made, ...around.flatMap(({ changes }) => changes)],
    also: around.flatMap(({ also }) => also),
  };
}

/** First tasks and limits. */
function besideBegun<T extends MovingTable>(
  moving: Moving<T>,
  moment: Moment,
  row: RecordState<T>,
  moved: Moved,
  people: Pick<People, 'roleIds'>,
) {
  const watched = watchedRecord(moving, row);
  const { type: kind, id } = watched.subject;
  const about = { type: kind, id, accountId: watched.accountId, about: moving.about(row) };
  const drafters = moved.next.approval?.drafters ?? [];
  const tasks = opening(moment, { ...about, stage: moved.next.stage, drafters }, moved.opened, people);
  return { changes: tasks.changes, also: [...tasks.also, ...limitsAfter(watched, moved)] };
}
