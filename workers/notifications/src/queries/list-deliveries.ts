import { type Example, list } from '@keyline/http';
import { choiceField } from '@keyline/kernel';
import { deliveries, deliveryChannels, deliveryStates } from '@keyline/schema';
import { deliveryList } from '../records/deliveries.ts';
import { deliveryView, viewDelivery } from '../views.ts';

/** Every message on its way out of the tenant, and those that came to their end. */
export const listDeliveries = list({
  id: 'listDeliveries',
  path: '/v1/deliveries',
  tag: 'Notifications',
  summary: 'List deliveries',
  description:
    'Mails, short messages and webhooks: what was sent, what waits and why, what is dead. Neither what they say nor the address stands here.',
  permission: 'deliveries.read',
  shape: {
    ...deliveryList,
    permission: 'deliveries.read',
    sorts: { createdAt: { column: deliveries.createdAt, index: 'deliveries_by_creation' } },
    filters: {
      state: {
        column: deliveries.state,
        test: 'any',
        indexes: { createdAt: 'deliveries_by_state' },
      },
      channel: {
        column: deliveries.channel,
        test: 'any',
        indexes: { createdAt: 'deliveries_by_channel' },
      },
    },
  },
  filters: { state: choiceField(deliveryStates), channel: choiceField(deliveryChannels) },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: deliveryView,
  view: (row) => viewDelivery(row),
});

export const example: Example = {
  async request({ make }) {
    for (let sent = 1; sent <= 4; sent += 1) await make('redeliverDelivery');
    return { query: { channel: 'webhook', limit: '20' } };
  },
};
