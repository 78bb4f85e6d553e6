import type { Text } from './locale.ts';

/** The parts of Keyline as a sentence that begins with one calls them: for the problem that says which is down. */
export const parts = {
  database: { en: 'The database', 'zh-CN': '数据库' },
  edge: { en: 'The edge', 'zh-CN': '接入层' },
  accounts: { en: 'The accounts service', 'zh-CN': '客户服务' },
  opportunities: { en: 'The opportunities service', 'zh-CN': '商机服务' },
  contracts: { en: 'The contracts service', 'zh-CN': '合同服务' },
  tickets: { en: 'The tickets service', 'zh-CN': '工单服务' },
  notifications: { en: 'The notifications service', 'zh-CN': '通知服务' },
} as const satisfies Readonly<Record<string, Text>>;
