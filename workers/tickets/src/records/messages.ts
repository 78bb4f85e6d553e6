import { ownFields } from '@keyline/http';
import { ticketMessages } from '@keyline/schema';
import { columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { viewMessage } from '../views.ts';

export const messageSubject: Subject<typeof ticketMessages> = {
  type: 'ticket_message',
  table: ticketMessages,
  accountOf: (row) => row.accountId,
  /** What was said stands with the ticket: the log tells that it was said, and by whom. */
  logged(row) {
    const { body: _, ...fields } = ownFields(viewMessage(row));
    return fields;
  },
};

export const messageRow = {
  id: ticketMessages.id,
  version: ticketMessages.version,
  createdAt: ticketMessages.createdAt,
  updatedAt: ticketMessages.updatedAt,
  createdBy: ticketMessages.createdBy,
  ticketId: ticketMessages.ticketId,
  accountId: ticketMessages.accountId,
  body: ticketMessages.body,
  visibility: ticketMessages.visibility,
  direction: ticketMessages.direction,
  sentToTicketId: ticketMessages.sentToTicketId,
};

/** A message of this ticket, by id: its visibility is the ticket's. */
export const messageOfTicket = statement({
  values: ['ticketId', 'messageId'],
  row: messageRow,
  sql: sql`SELECT ${columns(messageRow)} FROM ${ticketMessages} WHERE ${ticketMessages.tenantId} = ${tenant} AND ${ticketMessages.id} = ${value('messageId')} AND ${ticketMessages.ticketId} = ${value('ticketId')}`,
});
