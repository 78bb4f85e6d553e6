import { creatorField, record, stamps } from '@keyline/http';
import { choiceField, idField, textField } from '@keyline/kernel';
import type { ticketMessages } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { directions, visibilities } from '../domain/vocabulary.ts';

export type MessageRow = RecordState<typeof ticketMessages>;

export const messageBodyField = textField(20_000, '已派维修人员前往，预计 2 小时内恢复');

export const messageView = v.pipe(
  v.strictObject({
    id: idField('ticket_message'),
    ticketId: idField('ticket'),
    ...record,
    createdBy: creatorField,
    body: messageBodyField,
    visibility: choiceField(visibilities),
    direction: choiceField(directions),
    sentToTicketId: v.pipe(
      v.nullable(idField('ticket')),
      v.description(
        'To which ticket it was sent, where that was closed long ago and goes on in `ticketId`; else null.',
      ),
      v.metadata({ examples: [null] }),
    ),
  }),
  v.metadata({ ref: 'TicketMessage' }),
);

export function viewMessage(row: MessageRow) {
  return {
    id: row.id,
    ticketId: row.ticketId,
    ...stamps(row),
    createdBy: row.createdBy,
    body: row.body,
    visibility: row.visibility,
    direction: row.direction,
    sentToTicketId: row.sentToTicketId,
  };
}
