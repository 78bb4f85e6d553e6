import type { Domain } from '@keyline/http';
import { changeSlaPolicy } from './commands/change-sla-policy.ts';
import { changeTicket } from './commands/change-ticket.ts';
import { createSlaPolicy } from './commands/create-sla-policy.ts';
import { createTicket } from './commands/create-ticket.ts';
import { createTicketMessage } from './commands/create-ticket-message.ts';
import { moveTicket } from './commands/move-ticket.ts';
import { clockDue } from './deadlines/clock-due.ts';
import { closeDue } from './deadlines/close-due.ts';
import { followUpDue } from './deadlines/follow-up-due.ts';
import { ticketLimitDue } from './deadlines/ticket-limit-due.ts';
import { env } from './env.ts';
import { getSlaPolicy } from './queries/get-sla-policy.ts';
import { getTicket } from './queries/get-ticket.ts';
import { getTicketMessage } from './queries/get-ticket-message.ts';
import { listSlaPolicies } from './queries/list-sla-policies.ts';
import { listTicketActions } from './queries/list-ticket-actions.ts';
import { listTicketClocks } from './queries/list-ticket-clocks.ts';
import { listTicketMessages } from './queries/list-ticket-messages.ts';
import { listTickets } from './queries/list-tickets.ts';
import { simulateSla } from './queries/simulate-sla.ts';
import { onCalendarChanged } from './reactions/on-calendar-changed.ts';
import { onHandoverStarted } from './reactions/on-handover-started.ts';
import { onOrgUnitMerged } from './reactions/on-org-unit-merged.ts';
import { onPersonalDataErased } from './reactions/on-personal-data-erased.ts';

/** The tickets Worker: tickets with their messages and clocks, the policies behind those, and made-up clocks. */
export const domain: Domain = {
  name: 'tickets',
  env,
  jobs: [],
  reactions: [onCalendarChanged, onHandoverStarted, onOrgUnitMerged, onPersonalDataErased],
  deadlines: [clockDue, closeDue, followUpDue, ticketLimitDue],
  operations: [
    createSlaPolicy,
    listSlaPolicies,
    getSlaPolicy,
    changeSlaPolicy,
    createTicket,
    listTickets,
    getTicket,
    changeTicket,
    listTicketActions,
    moveTicket,
    listTicketClocks,
    createTicketMessage,
    listTicketMessages,
    getTicketMessage,
    simulateSla,
  ],
};
