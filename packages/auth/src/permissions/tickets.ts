import type { Permissions } from '../default-roles.ts';

/** The permissions of the tickets domain. */
export const ticketsPermissions = {
  'sla.simulate': {
    text: { en: 'Simulate the clocks of tickets', 'zh-CN': '模拟工单 SLA 计时' },
    roles: ['account_manager', 'service_agent', 'service_supervisor'],
  },
} as const satisfies Permissions;
