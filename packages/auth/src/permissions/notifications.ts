import type { Permissions } from '../default-roles.ts';

/** The permissions of the notifications domain: where systems outside are told of events. */
export const notificationsPermissions = {
  'webhook_endpoints.read': {
    text: { en: 'See webhook endpoints and what was sent to them', 'zh-CN': '查看 Webhook 端点及其投递记录' },
    roles: [],
  },
  'webhook_endpoints.write': {
    text: { en: 'Maintain webhook endpoints and send to them anew', 'zh-CN': '维护 Webhook 端点并重新投递' },
    roles: [],
  },
} as const satisfies Permissions;
