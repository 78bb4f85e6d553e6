import type { SlaEvent } from '@keyline/calendar';
import { isStopped, tryMove } from '@keyline/cases';
import type { Bound, Change, Loaded, Moment, NextNumber, TenantCalendar } from '@keyline/store';
import { actionOfMessage } from '../domain/messages.ts';
import type { TicketRow } from '../views.ts';
import { continuedBy, currentLoad, laterLoad, openLater } from './going-on.ts';
import { guardOf, movedTicket, saidTicket } from './moves.ts';
import { settingsIn } from './settings.ts';
import { pinnedTo, ticketMoving } from './tickets.ts';

/** What a message does with tickets, before and after it is written down itself. */
interface Wrote {
  /** On which it stands. */
  readonly ticket: TicketRow;
  readonly before: readonly Change[];
  readonly after: readonly Change[];
  readonly also: readonly Bound[];
  readonly numbers: readonly NextNumber[];
}

const nothing = { before: [], after: [], also: [], numbers: [] } as const;

/** A message that leaves a ticket where it is; without an event it is among staff, and no clock minds it. */
export function saidOn(
  moment: Moment,
  ticket: TicketRow,
  said: SlaEvent['type'] | undefined,
  calendar: TenantCalendar,
): Wrote {
  if (said === undefined || ticket.outcome !== null) return { ...nothing, ticket };
  const { changes, also } = saidTicket(moment, ticket, said, calendar);
  return { ...nothing, ticket, after: changes, also };
}

/** What it takes to do what a customer's message asks for. */
export function customerLoad(id: string) {
  return { ...currentLoad(id), ...laterLoad(id) };
}

export type LoadedForCustomer = Loaded<ReturnType<typeof customerLoad>>;

interface Given {
  readonly loaded: LoadedForCustomer;
  /** The user who writes it down. */
  readonly by: string | null;
}

/**
 * What a customer's message does: what waits for him goes on, what was over is opened again; where it was closed too
 * long ago for that, a later ticket is opened. Sent to a ticket that goes on in a later one, it stands on that.
 */
export async function customerWrote(moment: Moment, sentTo: TicketRow, given: Given): Promise<Wrote> {
  const { current: ticket = sentTo, ...loaded } = given.loaded;
  const { now } = moment;
  const said = 'customer_message';
  const action = actionOfMessage(ticket, loaded.process);
  if (action !== undefined) {
    const settings = settingsIn(loaded.home);
    const guard = guardOf(ticket, settings, now);
    const move = { action, form: {}, by: 'system', guard } as const;
    const moved = await tryMove(ticketMoving, ticket, loaded, move, moment);
    if (!isStopped(moved)) {
      const around = { around: loaded, calendar: pinnedTo(loaded.pinned), settings, said } as const;
      const { changes, also } = movedTicket(moment, ticket, moved, around);
      return { ...nothing, ticket, after: changes, also };
    }
    if (ticket.outcome !== null) return openedLater(moment, sentTo, ticket.kind, given);
  }
  return saidOn(moment, ticket, said, pinnedTo(loaded.pinned));
}

/** The message opens a later ticket, on which it stands. */
async function openedLater(
  moment: Moment,
  sentTo: TicketRow,
  kind: string,
  { loaded, by }: Given,
): Promise<Wrote> {
  const as = { kind, description: null, capturedBy: by };
  const { row: ticket, changes, also, number } = await openLater(moment, sentTo, as, loaded);
  return {
    ticket,
    before: changes,
    after: [continuedBy(moment, sentTo, ticket.id)],
    also,
    numbers: [number],
  };
}
