import { aroundLoad, isStopped, tryMove } from '@keyline/cases';
import { deadline } from '@keyline/http';
import { first, tenantSettings } from '@keyline/store';
import { closeDueKind, timesResolved } from '../records/clock-deadlines.ts';
import { movedTicket } from '../records/moves.ts';
import { settingsIn } from '../records/settings.ts';
import { pinnedCalendar, pinnedTo, ticketById, ticketMoving } from '../records/tickets.ts';

/** Nobody has objected to a resolution for some working days: the ticket closes. */
export const closeDue = deadline({
  kind: closeDueKind,
  load: ({ subjectId: id }) => ({
    ticket: first(ticketById.bind({ id })),
    pinned: pinnedCalendar(id),
    home: first(tenantSettings.bind({})),
    ...aroundLoad(ticketMoving, id),
  }),
  async decide({ loaded, deadline: { cycle }, moment }) {
    const { ticket, pinned, home } = loaded;
    if (ticket?.stage !== 'resolved' || timesResolved(ticket.slaEvents) !== cycle) return undefined;
    const move = { action: 'close', form: {}, by: 'system' } as const;
    const moved = await tryMove(ticketMoving, ticket, loaded, move, moment);
    if (isStopped(moved)) return undefined;
    const given = { around: loaded, calendar: pinnedTo(pinned), settings: settingsIn(home) };
    const { changes, also } = movedTicket(moment, ticket, moved, given);
    return { changes, also };
  },
});
