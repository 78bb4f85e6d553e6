import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import * as v from 'valibot';
import { allRead } from '../records/notifications.ts';

/** Marks all of the caller's notifications as read, or those that he has seen. */
export const markAllNotificationsRead = command({
  id: 'markAllNotificationsRead',
  method: 'POST',
  path: '/v1/notifications/actions/read-all',
  tag: 'Notifications',
  summary: 'Mark all my notifications as read',
  permission: null,
  body: v.strictObject({
    through: v.exactOptional(
      v.pipe(
        idField('notification'),
        v.description('The latest one on the screen: what came after it stays unread.'),
      ),
    ),
  }),
  answer: { status: 204, description: 'They are read.' },
  decide: ({ body, moment }) => ({
    changes: [],
    also: [allRead.bind({ through: body.through ?? null, at: moment.now })],
  }),
});

export const example: Example = {
  async request({ make, run }) {
    await make('markNotificationRead');
    const { data } = await run('listNotifications', { query: { limit: '1' } });
    const [latest] = data as readonly { readonly id: string }[];
    return { body: { through: latest?.id ?? '' } };
  },
};
