import { choiceField, idField, instantField, toInstant } from '@keyline/kernel';
import { type deliveries, deliveryChannels, deliveryStates } from '@keyline/schema';
import * as v from 'valibot';

const word = (example: string) => v.pipe(v.string(), v.metadata({ examples: [example] }));

const attemptView = v.strictObject({
  at: instantField,
  status: v.pipe(
    v.nullable(v.number()),
    v.description('What the receiver answered; null: nothing in time.'),
    v.metadata({ examples: [503] }),
  ),
  durationMs: v.pipe(v.number(), v.metadata({ examples: [87] })),
  error: v.pipe(
    v.nullable(v.string()),
    v.description(
      'timeout, unreachable, private_address, status, redirect, protocol, no_tls, credentials; null: it was taken.',
    ),
    v.metadata({ examples: ['status'] }),
  ),
});

export const deliveryView = v.pipe(
  v.strictObject({
    id: idField('delivery'),
    channel: choiceField(deliveryChannels),
    messageId: v.pipe(
      word('msg_01kafxq0h3e7rvx8bm2s9t4c5d'),
      v.description('The same at every attempt: the webhook-id header, the Message-ID of a mail.'),
    ),
    eventId: idField('event'),
    type: word('account.created'),
    userId: v.nullable(idField('user')),
    webhookEndpointId: v.nullable(idField('webhook_endpoint')),
    state: v.pipe(
      choiceField(deliveryStates),
      v.description('failed is tried again at nextAttemptAt; dead is not.'),
    ),
    reason: v.pipe(
      v.nullable(v.string()),
      v.description(
        'Why it waits or failed: not_configured (the channel has no gateway or server yet), expired, receiver_gone, no_address, no_text, endpoint_inactive, or the error of the last attempt.',
      ),
      v.metadata({ examples: ['status'] }),
    ),
    attempts: v.array(attemptView),
    nextAttemptAt: v.pipe(v.nullable(instantField), v.description('Not before then, in real time.')),
    expiresAt: v.pipe(v.nullable(instantField), v.description('From then on it is of no use any more.')),
    createdAt: instantField,
  }),
  v.metadata({ ref: 'Delivery' }),
);

type DeliveryRow = Pick<
  typeof deliveries.$inferSelect,
  | 'id'
  | 'channel'
  | 'messageId'
  | 'eventId'
  | 'type'
  | 'userId'
  | 'webhookEndpointId'
  | 'state'
  | 'reason'
  | 'attempts'
  | 'nextAt'
  | 'expiresAt'
  | 'createdAt'
>;

/** A delivery: never what it says, nor the address that it goes to. */
export function viewDelivery(row: DeliveryRow) {
  const { nextAt, expiresAt, createdAt, id, channel, messageId, eventId, type } = row;
  const { userId, webhookEndpointId, state, reason, attempts } = row;
  return {
    ...{ id, channel, messageId, eventId, type, userId, webhookEndpointId, state, reason, attempts },
    nextAttemptAt: nextAt === null ? null : toInstant(nextAt),
    expiresAt: expiresAt === null ? null : toInstant(expiresAt),
    createdAt: toInstant(createdAt),
  };
}
