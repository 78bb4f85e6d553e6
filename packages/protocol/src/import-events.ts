import type { EventKind } from './event-kind.ts';

/** The events of imports and of the mappings that a tenant keeps for them. */
export const importEvents = {
  'import.requested': {
    summary: { en: 'A file was handed in to be imported', 'zh-CN': '导入任务已提交' },
    consumers: ['accounts', 'opportunities'],
  },
  'import.done': {
    summary: { en: 'A file was imported', 'zh-CN': '导入任务已完成' },
    consumers: ['notifications'],
  },
  'import.failed': {
    summary: { en: 'A file could not be imported', 'zh-CN': '导入任务失败' },
    consumers: ['notifications'],
  },
  'import.cancelled': {
    summary: { en: 'An import was cancelled', 'zh-CN': '导入任务已取消' },
    consumers: ['notifications'],
  },
  'import_mapping.created': {
    summary: { en: 'A mapping of imports was stored', 'zh-CN': '导入映射已保存' },
    consumers: [],
  },
  'import_mapping.changed': {
    summary: { en: 'A mapping of imports was changed', 'zh-CN': '导入映射已修改' },
    consumers: [],
  },
  'import_mapping.removed': {
    summary: { en: 'A mapping of imports was removed', 'zh-CN': '导入映射已删除' },
    consumers: [],
  },
} as const satisfies Readonly<Record<string, EventKind>>;
