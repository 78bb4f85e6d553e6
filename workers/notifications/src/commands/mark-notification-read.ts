import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { notificationRead, ownNotification } from '../records/notifications.ts';

/** Marks one of the caller's notifications as read. */
export const markNotificationRead = command({
  id: 'markNotificationRead',
  method: 'POST',
  path: '/v1/notifications/{notificationId}/actions/read',
  tag: 'Notifications',
  summary: 'Mark a notification as read',
  permission: null,
  params: { notificationId: idField('notification') },
  answer: { status: 204, description: 'It is read, now or since before.' },
  problems: some('notification.not_found'),
  load: ({ params }) => ({ notification: first(ownNotification.bind({ id: params.notificationId })) }),
  required: { notification: 'notification.not_found' },
  decide({ loaded: { notification }, moment }) {
    if (notification.state === 'read') return { changes: [] };
    return { changes: [], also: [notificationRead.bind({ id: notification.id, at: moment.now })] };
  },
});

export const example: Example = {
  async request({ run, react, serial }) {
    const { user } = (await run('getMe', {})) as unknown as { user: { id: string } };
    const permissions = ['accounts.create', 'accounts.read'];
    const { key } = await run('createApiKey', { body: { name: '导入客户', permissions } });
    const { id } = await run('createAccount', {
      headers: { Authorization: `Bearer ${String(key)}` },
      body: { name: `骊山${serial}号温泉酒店`, kind: 'enterprise', ownerId: user.id },
    });
    await react(id);
    const { data } = await run('listNotifications', { query: { limit: '1' } });
    const [latest] = data as readonly { readonly id: string }[];
    return { params: { notificationId: latest?.id ?? '' } };
  },
  failures: {
    'notification.not_found': () => ({
      params: { notificationId: 'ntf_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
