import type { Domain } from '@keyline/http';
import { changeWebhookEndpoint } from './commands/change-webhook-endpoint.ts';
import { createWebhookEndpoint } from './commands/create-webhook-endpoint.ts';
import { markAllNotificationsRead } from './commands/mark-all-notifications-read.ts';
import { markNotificationRead } from './commands/mark-notification-read.ts';
import { redeliverDelivery } from './commands/redeliver-delivery.ts';
import { removeWebhookEndpoint } from './commands/remove-webhook-endpoint.ts';
import { rotateWebhookEndpoint } from './commands/rotate-webhook-endpoint.ts';
import { env } from './env.ts';
import { forgetOldMessages } from './jobs/forget-old-messages.ts';
import { sendAfterwards, sendDeliveries } from './jobs/send-deliveries.ts';
import { getWebhookEndpoint } from './queries/get-webhook-endpoint.ts';
import { listDeliveries } from './queries/list-deliveries.ts';
import { listNotifications } from './queries/list-notifications.ts';
import { listWebhookDeliveries } from './queries/list-webhook-deliveries.ts';
import { listWebhookEndpoints } from './queries/list-webhook-endpoints.ts';
import { onAnyEvent } from './reactions/on-any-event.ts';
import { onAuctionOpened } from './reactions/on-auction-opened.ts';

/** The notifications Worker: how people and systems hear of what happened. */
export const domain: Domain = {
  name: 'notifications',
  env,
  jobs: [sendDeliveries, forgetOldMessages],
  reactions: [onAnyEvent, onAuctionOpened],
  afterwork: sendAfterwards,
  operations: [
    listNotifications,
    markNotificationRead,
    markAllNotificationsRead,
    listDeliveries,
    redeliverDelivery,
    createWebhookEndpoint,
    listWebhookEndpoints,
    getWebhookEndpoint,
    changeWebhookEndpoint,
    rotateWebhookEndpoint,
    removeWebhookEndpoint,
    listWebhookDeliveries,
  ],
};
