import type { SlaEvent } from '@keyline/calendar';
import { type Around, definitionOf, moveWrites } from '@keyline/cases';
import type { Settings } from '@keyline/kernel';
import type { Moved } from '@keyline/process/engine';
import { type Bound, type Change, changed, type Moment, type TenantCalendar } from '@keyline/store';
import { andThen, storedClocks, ticketClocks } from '../domain/clocks.ts';
import { afterStages, eventOfMove } from '../domain/stage-events.ts';
import type { TicketRow } from '../views.ts';
import { clocksArmed, closingArmed } from './clock-deadlines.ts';
import { followUpArmed, followUpEnded, heard, isFollowUp, unheard } from './follow-ups.ts';
import { ticketMoving, ticketSubject } from './tickets.ts';

/** What a commit writes about a ticket. */
export interface TicketWrites {
  readonly row: TicketRow;
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
}

/** What a move is made in. */
export interface MoveGiven {
  readonly around: Around;
  /** By which the clocks of the ticket run. */
  readonly calendar: TenantCalendar;
  readonly settings: Settings;
  /** What was said in the same commit, that its clocks mind. */
  readonly said?: SlaEvent['type'];
  /** The later ticket that the move opens. */
  readonly later?: { readonly patch: Partial<TicketRow>; readonly facts: Readonly<Record<string, unknown>> };
}

/** Everything that a move of a ticket writes: its stage and tasks, its clocks, and when it closes by itself. */
export function movedTicket(
  moment: Moment,
  before: TicketRow,
  moved: Moved,
  { around, calendar, settings, said, later }: MoveGiven,
): TicketWrites {
  const { now } = moment;
  const definition = definitionOf(around.process);
  const [from, to] = [before.stage, moved.next.stage];
  const through = afterStages(before.slaEvents, definition, { from, to, at: now });
  const slaEvents = said === undefined ? through : andThen(through, said, now);
  const owner = moved.ownerId !== undefined && moved.ownerId !== before.ownerId;
  const patch = {
    ...endsOf(before, moved, now),
    ...followUpOf(before, moved, now),
    ...later?.patch,
    ...(moved.effects.includes('keep_resolution') && { resolution: String(moved.form.resolution) }),
    slaEvents,
    clocks: storedClocks(ticketClocks({ ...before, slaEvents }, calendar.calendar, now)),
  };
  const asked = isFollowUp(moved);
  const type = asked ? 'ticket.followed_up' : eventOfMove(moved.kind, definition, { from, to, owner });
  const event = { type, patch, facts: later?.facts ?? {} };
  const { made, changes, also } = moveWrites(ticketMoving, moment, before, moved, around, event);
  const { closeAfterDays, followUpDays } = settings.tickets;
  const reopened = before.outcome !== null && made.row.outcome === null;
  const ended =
    asked || reopened ? followUpEnded(moment, around.tasks, asked ? 'done' : 'cancelled') : undefined;
  return {
    row: made.row,
    changes: [...changes, ...(ended?.changes ?? [])],
    also: [
      ...also,
      ...(ended?.also ?? []),
      ...clocksArmed(made.row, calendar, now),
      ...closingArmed(made.row, from, around.calendar, { now, afterDays: closeAfterDays }),
      ...followUpArmed(made.row, before, definition, { now, afterDays: followUpDays }),
    ],
  };
}

/** When it was resolved and closed: opened again, it is neither. */
function endsOf({ stage, outcome, resolvedAt }: TicketRow, { next }: Moved, now: number) {
  const isResolved = next.stage === 'resolved';
  if (next.outcome !== null) return outcome === null ? { closedAt: now } : {};
  if (isResolved) return stage === 'resolved' ? {} : { resolvedAt: now, closedAt: null };
  return resolvedAt === null && outcome === null ? {} : { resolvedAt: null, closedAt: null };
}

/** What the follow-up heard; opened again, a ticket has not been asked about. */
function followUpOf({ outcome }: TicketRow, moved: Moved, now: number) {
  if (isFollowUp(moved)) return heard(moved, now);
  return outcome !== null && moved.next.outcome === null ? unheard : {};
}

/** What the conditions of a ticket's process ask about. */
export function guardOf(ticket: TicketRow, settings: Settings, now: number) {
  return (name: string): boolean => {
    if (name === 'closed_lately') return closedLately(ticket, settings, now);
    return name === 'not_followed_up' && ticket.satisfaction === null;
  };
}

/** What a message writes about a ticket that stays where it is: who decides on it next has to have seen it. */
export function saidTicket(
  moment: Moment,
  ticket: TicketRow,
  said: SlaEvent['type'],
  calendar: TenantCalendar,
): Pick<TicketWrites, 'changes' | 'also'> {
  const { now } = moment;
  const slaEvents = andThen(ticket.slaEvents, said, now);
  const clocks = storedClocks(ticketClocks({ ...ticket, slaEvents }, calendar.calendar, now));
  const type = said === 'staff_reply' ? 'ticket.answered' : 'ticket.messaged';
  const made = changed(moment, ticketSubject, ticket, { slaEvents, clocks }, { type, facts: {} });
  return { changes: [made], also: clocksArmed(made.row, calendar, now) };
}

/** Whether a ticket was closed not longer ago than it may be opened again, milliseconds. */
function closedLately({ closedAt }: TicketRow, { tickets: { reopenWithinDays } }: Settings, now: number) {
  return closedAt !== null && now - closedAt <= reopenWithinDays * 86_400_000;
}
