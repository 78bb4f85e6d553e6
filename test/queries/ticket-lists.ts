import type { ListModel } from './list-model.ts';

const any = 'any' as const;

/** The lists of the tickets Worker. */
export const ticketModels = {
  listTickets: {
    table: 'tickets',
    filters: {
      accountId: { column: 'account_id', test: any },
      ownerId: { column: 'owner_id', test: any },
      stage: { column: 'stage', test: any },
      number: { column: 'number', test: any },
      kind: { column: 'kind', test: any },
      priority: { column: 'priority', test: any },
      linkedTicketId: { column: 'linked_ticket_id', test: any },
    },
    sorts: { createdAt: 'created_at' },
    defaultSort: '-createdAt',
    id: 'id',
  },
  listTicketMessages: {
    table: 'ticket_messages',
    parent: 'ticket_id',
    filters: { visibility: { column: 'visibility', test: any } },
    sorts: { createdAt: 'created_at' },
    defaultSort: 'createdAt',
    id: 'id',
  },
  listSlaPolicies: {
    table: 'sla_policies',
    filters: {},
    sorts: { position: 'position' },
    defaultSort: 'position',
    id: 'id',
  },
} as const satisfies Readonly<Record<string, ListModel>>;
