import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { sendAfterwards } from '../jobs/send-deliveries.ts';
import { some } from '../problems.ts';
import { deliveryById, sentAnew } from '../records/deliveries.ts';
import { deliveryView, viewDelivery } from '../views.ts';

/** Sends a message once more, under the same message id, whatever became of it. */
export const redeliverDelivery = command({
  id: 'redeliverDelivery',
  method: 'POST',
  path: '/v1/deliveries/{deliveryId}/redeliver',
  tag: 'Notifications',
  summary: 'Send a delivery anew',
  description:
    'It goes out at once, as the same message: a receiver that has it already knows it by messageId. Its schedule of attempts begins anew. One that is being sent just now goes on.',
  permission: 'deliveries.write',
  params: { deliveryId: idField('delivery') },
  answer: { status: 202, description: 'The delivery, queued.', schema: deliveryView },
  problems: some('delivery.not_found', 'delivery.receiver_inactive'),
  load: ({ params }) => ({ delivery: first(deliveryById.bind({ id: params.deliveryId })) }),
  required: { delivery: 'delivery.not_found' },
  decide({ loaded: { delivery }, realNow, refuse }) {
    if (!delivery.receives) return refuse('delivery.receiver_inactive');
    if (delivery.state === 'sending') return { changes: [], body: viewDelivery(delivery) };
    const queued = { ...delivery, state: 'queued' as const, reason: null, nextAt: realNow };
    return {
      changes: [],
      also: [sentAnew.bind({ id: delivery.id, nextAt: realNow })],
      body: viewDelivery(queued),
    };
  },
  after: ({ runtime }) => sendAfterwards.wake(runtime),
});

type Given = Parameters<Example['request']>[0];

/** A delivery to an endpoint of its own. */
async function delivery({ make, run, react }: Pick<Given, 'make' | 'run' | 'react'>) {
  const endpoint = await make('createWebhookEndpoint');
  await react((await make('createAccount')).id);
  const params = { webhookEndpointId: endpoint.id };
  const { data } = await run('listWebhookDeliveries', { params, query: { limit: '1' } });
  const [latest] = data as readonly { readonly id: string }[];
  return { endpoint: params, params: { deliveryId: latest?.id ?? '' } };
}

export const example: Example = {
  request: async (given) => ({ params: (await delivery(given)).params }),
  failures: {
    'delivery.not_found': () => ({ params: { deliveryId: 'del_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'delivery.receiver_inactive'(given) {
      const { endpoint, params } = await delivery(given);
      await given.run('changeWebhookEndpoint', { params: endpoint, body: { state: 'disabled' } });
      return { params };
    },
  },
};
