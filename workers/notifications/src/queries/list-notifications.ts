import { type Example, list } from '@keyline/http';
import { choiceField } from '@keyline/kernel';
import { notificationStates } from '@keyline/schema';
import { first } from '@keyline/store';
import * as v from 'valibot';
import { inboxShape, unreadOfCaller } from '../records/notifications.ts';
import { notificationView, viewNotification } from '../views.ts';

/** The caller's inbox, with the number of what is unread beside it. */
export const listNotifications = list({
  id: 'listNotifications',
  path: '/v1/notifications',
  tag: 'Notifications',
  summary: 'List my notifications',
  description:
    'What has happened that concerns the caller, the latest first, in the language of Accept-Language. An API key has no inbox.',
  permission: null,
  shape: inboxShape,
  filters: { state: choiceField(notificationStates) },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  parent: (_, { principalId }) => principalId,
  load: () => ({ inbox: first(unreadOfCaller.bind({})) }),
  beside: {
    entries: {
      unread: v.pipe(
        v.number(),
        v.description('How many are unread, on all pages.'),
        v.metadata({ examples: [3] }),
      ),
    },
    view: ({ inbox }) => ({ unread: inbox?.unread ?? 0 }),
  },
  item: notificationView,
  view: (row, { locale, actor }) => viewNotification(row, locale, actor),
});

export const example: Example = {
  async request({ make }) {
    for (let read = 1; read <= 4; read += 1) await make('markNotificationRead');
    return { query: { limit: '20', state: 'read' } };
  },
};
