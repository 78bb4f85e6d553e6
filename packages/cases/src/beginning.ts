import type { Calendar } from '@keyline/calendar';
import type { Problem } from '@keyline/kernel';
import type { ProcessRecord } from '@keyline/process';
import type { Moved } from '@keyline/process/engine';
import { type Bound, type Change, created, type Moment, type NewRow, type RecordState } from '@keyline/store';
import { standing } from './follow-up.ts';
import { limitsAfter } from './limits.ts';
import { type Moving, watchedRecord } from './moving.ts';
import type { People } from './organisation.ts';
import { definitionOf, type MovingTable, type Published } from './process-statements.ts';
import { notPossible } from './refusals.ts';
import { opening } from './tasks.ts';
import { workingTimeOf } from './working-time.ts';

/** Asks the engine to begin: a record enters the stage in which its process starts. */
export async function tryBegin(
  process: Published,
  record: ProcessRecord,
  { people, calendar }: { readonly people: People; readonly calendar: { readonly calendar: Calendar } },
  { now }: Pick<Moment, 'now'>,
): Promise<Moved | Problem<'action.not_possible'>> {
  const { open, isRefused } = await import('@keyline/process/engine');
  const context = { record, organisation: people, time: workingTimeOf(calendar.calendar) };
  const moved = open(definitionOf(process), context, now);
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
  const watched = watchedRecord(moving, made.row);
  const { type: kind, id } = watched.subject;
  const about = { type: kind, id, accountId: watched.accountId, about: moving.about(made.row) };
  const drafters = moved.next.approval?.drafters ?? [];
  const tasks = opening(moment, { ...about, stage: moved.next.stage, drafters }, moved.opened, people);
  return {
    made,
    changes: [made, ...tasks.changes],
    also: [...tasks.also, ...limitsAfter(watched, moved)],
  };
}
