import type { Permissions } from '../default-roles.ts';

/** The permissions of the notifications domain: what leaves Keyline, and where to. */
export const notificationsPermissions = {
  'webhook_endpoints.read': {
    text: { en: 'See webhook endpoints and what was sent to them', 'zh-CN': '查看 Webhook 端点及其投递记录' },
    roles: [],
  },
  'webhook_endpoints.write': {
    text: { en: 'Maintain webhook endpoints', 'zh-CN': '维护 Webhook 端点' },
    roles: [],
  },
  'deliveries.read': {
    text: { en: 'See which messages left and which wait', 'zh-CN': '查看消息投递情况' },
    roles: [],
  },
  'deliveries.write': { text: { en: 'Send messages anew', 'zh-CN': '重新发送消息' }, roles: [] },
} as const satisfies Permissions;
