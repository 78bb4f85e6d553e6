import type { Moved } from '@keyline/process/engine';
import type { Loaded, Moment } from '@keyline/store';
import type { TicketRow } from '../views.ts';
import { heard, isComplaint, isFollowUp } from './follow-ups.ts';
import { currentOf, laterLoad, openLater } from './going-on.ts';

/** What it takes to open a complaint of a customer who is not content with how his ticket ended. */
export function complaintLoad(id: string) {
  return { ...laterLoad(id), current: currentOf(id) };
}

type LoadedForComplaint = Loaded<ReturnType<typeof complaintLoad>>;

/** The complaint that a follow-up leads to; undefined where it leads to none. */
export async function complaintOf(
  moment: Moment,
  ticket: TicketRow,
  moved: Moved,
  { loaded, by }: { readonly loaded: object; readonly by: string | null },
) {
  if (!isFollowUp(moved)) return undefined;
  const found = heard(moved, moment.now);
  if (!isComplaint(found)) return undefined;
  // It was loaded with the form, which names the satisfaction.
  const around = loaded as LoadedForComplaint;
  const as = { kind: 'complaint', description: found.followUpNote, capturedBy: by };
  const { row, changes, also, number } = await openLater(moment, ticket, as, around);
  const { current } = around;
  const goesOn = current !== undefined && current.id !== ticket.id && current.outcome === null;
  return {
    ...{ changes, also, numbers: [number], facts: { complaintId: row.id } },
    // What the customer writes to the ticket from now on belongs there, unless it goes on elsewhere already.
    patch: goesOn ? {} : { continuedById: row.id },
  };
}
