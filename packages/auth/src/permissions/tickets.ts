import { type Permissions, staff } from '../default-roles.ts';

/** The permissions of the tickets domain. */
export const ticketsPermissions = {
  'tickets.read': { text: { en: 'See tickets', 'zh-CN': '查看工单' }, roles: staff, scoped: true },
  'tickets.create': {
    text: { en: 'Open tickets', 'zh-CN': '创建工单' },
    roles: ['account_manager', 'service_agent', 'service_supervisor'],
  },
  'tickets.update': {
    text: { en: 'Change tickets', 'zh-CN': '修改工单' },
    roles: ['account_manager', 'service_agent', 'service_supervisor'],
    scoped: true,
  },
  'tickets.act': {
    text: { en: 'Handle tickets, and write to their customers', 'zh-CN': '处理工单并回复客户' },
    roles: ['account_manager', 'branch_manager', 'service_agent', 'service_supervisor'],
    scoped: true,
  },
  'sla_policies.read': {
    text: { en: 'See SLA policies', 'zh-CN': '查看 SLA 策略' },
    roles: ['account_manager', 'branch_manager', 'service_agent', 'service_supervisor', 'executive'],
  },
  'sla_policies.write': {
    text: { en: 'Maintain SLA policies', 'zh-CN': '维护 SLA 策略' },
    roles: ['service_supervisor'],
  },
  'sla.simulate': {
    text: { en: 'Simulate the clocks of tickets', 'zh-CN': '模拟工单 SLA 计时' },
    roles: ['account_manager', 'service_agent', 'service_supervisor'],
  },
} as const satisfies Permissions;
