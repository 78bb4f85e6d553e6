import { hourMark } from '@keyline/kernel';
import { events } from '@keyline/schema';
import { type SQL, sql } from 'drizzle-orm';
import { fact, type Moment } from './changes.ts';
import type { FactDraft } from './event-statements.ts';
import { principal, tenant, value } from './statement.ts';

/** A record of which private fields are shown as they are. */
export interface PrivateRead {
  readonly id: string;
  readonly accountId: string | null;
  /** Whether the log tells of it already, as `readLogged` finds. */
  readonly readLogged: boolean;
}

/** The log tells once an hour that a reader saw a record: the ids of both and the hour make the event's id. */
function readId(mark: string, readerId: string, recordId: string): string {
  return `evt_${mark}${readerId.slice(-10)}${recordId.slice(-10)}`;
}

/** Whether the log tells already that the caller read the record under this alias in the hour of the value `hour`. */
export function readLogged(alias: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${events} e WHERE e.tenant_id = ${tenant} AND e.id = 'evt_' || ${value('hour')} || substr(${principal}, -10) || substr(${sql.identifier(alias)}.id, -10)) AS "readLogged"`;
}

/** The value of `hour` at this time. */
export function hourOf(now: number): { readonly hour: string } {
  return { hour: hourMark(now) };
}

/** What the log has to tell of records whose private fields are shown unmasked, once an hour of each reader. */
export function privateReads(
  moment: Moment,
  { type, subjectType }: { readonly type: string; readonly subjectType: string },
  shown: readonly PrivateRead[],
): FactDraft[] {
  return shown
    .filter((record) => !record.readLogged)
    .map(({ id, accountId }) =>
      fact(moment, {
        id: readId(hourMark(moment.now), moment.actor.id ?? '', id),
        ...{ type, subjectType, subjectId: id },
        // On the timeline of the account it would hide what happened behind who looked.
        accountId: null,
        data: { accountId },
      }),
    );
}
