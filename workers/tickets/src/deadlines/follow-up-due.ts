import { aroundLoad, definitionOf } from '@keyline/cases';
import { deadline } from '@keyline/http';
import { changed, first } from '@keyline/store';
import { askingToFollowUp, followUpAction, followUpDueKind, timesClosed } from '../records/follow-ups.ts';
import { ticketById, ticketMoving, ticketSubject } from '../records/tickets.ts';

/** Some days after the closing: whoever may record a follow-up has the task to ask the customer. */
export const followUpDue = deadline({
  kind: followUpDueKind,
  load: ({ subjectId: id }) => ({ ticket: first(ticketById.bind({ id })), ...aroundLoad(ticketMoving, id) }),
  decide({ loaded: { ticket, process, people }, deadline: { cycle }, moment }) {
    if (ticket?.outcome !== 'closed' || ticket.satisfaction !== null) return undefined;
    const action = followUpAction(definitionOf(process), ticket.stage);
    if (action === undefined || timesClosed(ticket.slaEvents) !== cycle) return undefined;
    const tasks = askingToFollowUp(moment, ticket, action, people);
    // A new version: whoever acts on the ticket at the same time looks again, and finds the task.
    const due = changed(moment, ticketSubject, ticket, {}, { type: 'ticket.follow_up_due', facts: {} });
    return { changes: [due, ...tasks.changes], also: tasks.also };
  },
});
