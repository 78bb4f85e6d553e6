import { events } from '@keyline/schema';
import { type FactDraft, fact, type Moment, principal, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { hourMark } from '../domain/hour-mark.ts';

/** What is looked at of a contact that was read. */
interface ReadContact {
  readonly id: string;
  readonly accountId: string;
  readonly mobile: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly wechat: string | null;
  /** Whether the log tells of it already. */
  readonly readLogged: boolean;
}

export const privateReadType = 'contact.private_read';

/** The log tells once an hour that a reader saw a contact: the ids of both and the hour make the event's id. */
function readId(mark: string, readerId: string, contactId: string): string {
  return `evt_${mark}${readerId.slice(-10)}${contactId.slice(-10)}`;
}

/** Whether the log tells already that the caller read the contact under this alias in the hour of `hour`. */
export function readLogged(alias: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${events} e WHERE e.tenant_id = ${tenant} AND e.id = 'evt_' || ${value('hour')} || substr(${principal}, -10) || substr(${sql.identifier(alias)}.id, -10)) AS "readLogged"`;
}

/** The value of `hour` at this time. */
export function hourOf(now: number): { readonly hour: string } {
  return { hour: hourMark(now) };
}

/** What the log has to tell of contacts that are shown unmasked. */
export function privateReads(moment: Moment, contacts: readonly ReadContact[]): FactDraft[] {
  return contacts
    .filter(({ mobile, phone, email, wechat }) => [mobile, phone, email, wechat].some((one) => one !== null))
    .filter((contact) => !contact.readLogged)
    .map(({ id, accountId }) =>
      fact(moment, {
        id: readId(hourMark(moment.now), moment.actor.id ?? '', id),
        type: privateReadType,
        subjectType: 'contact',
        subjectId: id,
        // On the timeline of the account it would hide what happened behind who looked.
        accountId: null,
        data: { accountId },
      }),
    );
}
