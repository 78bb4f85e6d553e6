import type { EventKind } from './event-kind.ts';

const ofCase = { dataPermission: 'cases.read' } as const;
const ofTask = { dataPermission: 'tasks.read' } as const;

/** The events of processes, of what moves through them, and of what people have to do there. */
export const processEvents = {
  'process.created': { summary: { en: 'A process was drafted', 'zh-CN': '流程已起草' }, consumers: [] },
  'process.published': { summary: { en: 'A process was published', 'zh-CN': '流程已发布' }, consumers: [] },
  'process.replaced': {
    summary: { en: 'A process was replaced by a newer version', 'zh-CN': '流程已被新版本取代' },
    consumers: [],
  },
  'case.opened': {
    summary: { en: 'A case was opened', 'zh-CN': '流程已发起' },
    consumers: [],
    ...ofCase,
  },
  'case.moved': {
    summary: { en: 'A case moved on', 'zh-CN': '流程已流转' },
    consumers: [],
    ...ofCase,
  },
  'case.acted': {
    summary: {
      en: 'Something was done in a case, which stays in its stage',
      'zh-CN': '已在当前环节执行操作',
    },
    consumers: [],
    ...ofCase,
  },
  'case.approved': {
    summary: { en: 'Somebody approved', 'zh-CN': '已审批同意' },
    consumers: [],
    ...ofCase,
  },
  'case.sent_back': {
    summary: { en: 'A case was sent back', 'zh-CN': '流程已退回' },
    consumers: [],
    ...ofCase,
  },
  'case.withdrawn': {
    summary: { en: 'A case was withdrawn', 'zh-CN': '流程已撤回' },
    consumers: [],
    ...ofCase,
  },
  'case.rejected': {
    summary: { en: 'A case was rejected', 'zh-CN': '流程已驳回' },
    consumers: [],
    ...ofCase,
  },
  'case.reviewer_added': {
    summary: { en: 'A reviewer was added', 'zh-CN': '已加签' },
    consumers: [],
    ...ofCase,
  },
  'case.warned': {
    summary: { en: 'A stage is soon overdue', 'zh-CN': '环节即将超期' },
    consumers: ['notifications'],
    ...ofCase,
  },
  'case.overdue': {
    summary: { en: 'A stage is overdue', 'zh-CN': '环节已超期' },
    consumers: ['notifications'],
    ...ofCase,
  },
  'case.escalated': {
    summary: { en: 'What is overdue went further up', 'zh-CN': '超期已逐级上报' },
    consumers: ['notifications'],
    ...ofCase,
  },
  'case.due_moved': {
    summary: { en: 'A limit is due at another time', 'zh-CN': '时限已按新节假日重新计算' },
    consumers: [],
    ...ofCase,
  },
  'case.ended': {
    summary: { en: 'A case ended', 'zh-CN': '流程已结束' },
    consumers: [],
    ...ofCase,
  },
  'task.opened': {
    summary: { en: 'There is something to do', 'zh-CN': '新待办' },
    consumers: ['notifications'],
    unlessImported: ['notifications'],
    ...ofTask,
  },
  'task.due_moved': {
    summary: { en: 'A task is due at another time', 'zh-CN': '待办到期时间已重新计算' },
    consumers: [],
    ...ofTask,
  },
  'task.claimed': {
    summary: { en: 'Somebody took a task on', 'zh-CN': '待办已领取' },
    consumers: [],
    ...ofTask,
  },
  'task.released': {
    summary: { en: 'A task was put back', 'zh-CN': '待办已放回' },
    consumers: [],
    ...ofTask,
  },
  'task.delegated': {
    summary: { en: 'A task was given to somebody', 'zh-CN': '待办已转办' },
    consumers: [],
    ...ofTask,
  },
  'task.done': {
    summary: { en: 'A task was done', 'zh-CN': '待办已完成' },
    consumers: [],
    ...ofTask,
  },
  'task.cancelled': {
    summary: { en: 'A task is no longer needed', 'zh-CN': '待办已取消' },
    consumers: [],
    ...ofTask,
  },
  'interaction.next_step_overdue': {
    summary: { en: 'A next step is overdue', 'zh-CN': '下一步行动已逾期' },
    consumers: [],
    dataPermission: 'interactions.read',
  },
} as const satisfies Readonly<Record<string, EventKind>>;
