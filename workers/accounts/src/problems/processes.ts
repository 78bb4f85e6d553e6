import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of processes, cases and tasks. */
export const processProblems = {
  'process.not_found': {
    status: 404,
    title: { en: 'No such process', 'zh-CN': '没有此流程' },
    detail: { en: 'There is no process with this id.', 'zh-CN': '没有此编号的流程。' },
  },
  'process.invalid': {
    status: 422,
    title: { en: 'The process cannot run', 'zh-CN': '流程无法运行' },
    detail: {
      en: 'The definition has flaws that would leave cases without a way on; see errors.',
      'zh-CN': '流程定义存在缺陷，将导致流程无法继续，详见 errors。',
    },
  },
  'process.not_draft': {
    status: 409,
    title: { en: 'Published already', 'zh-CN': '流程已发布' },
    detail: {
      en: 'A published version never changes: draft another one.',
      'zh-CN': '已发布的版本不可更改，请另行起草。',
    },
  },
  'case.retention_open': {
    status: 409,
    title: { en: 'Retention is under way', 'zh-CN': '挽留进行中' },
    detail: {
      en: 'A retention case of the account is open: record its outcome first.',
      'zh-CN': '该客户已有未结束的挽留流程，请先登记其结果。',
    },
  },
  'retention.period_invalid': {
    status: 400,
    title: { en: 'No such period', 'zh-CN': '时间范围无效' },
    detail: {
      en: 'The period ends after it begins, and within 400 days.',
      'zh-CN': '结束时间须晚于开始时间，且不超过 400 天。',
    },
  },
  'case.not_found': {
    status: 404,
    title: { en: 'No such case', 'zh-CN': '没有此流程实例' },
    detail: { en: 'There is no case with this id that you may see.', 'zh-CN': '没有您可见的此流程实例。' },
  },
  'task.not_found': {
    status: 404,
    title: { en: 'No such task', 'zh-CN': '没有此待办' },
    detail: { en: 'There is no task with this id that names you.', 'zh-CN': '没有指派给您的此待办。' },
  },
  'task.ended': {
    status: 409,
    title: { en: 'The task has ended', 'zh-CN': '待办已结束' },
    detail: { en: 'The task is done or no longer needed.', 'zh-CN': '该待办已完成或已取消。' },
  },
  'task.claimed': {
    status: 409,
    title: { en: 'Taken on by somebody else', 'zh-CN': '已由他人领取' },
    detail: { en: 'Somebody else has taken the task on.', 'zh-CN': '该待办已由他人领取。' },
  },
  'task.not_claimed': {
    status: 409,
    title: { en: 'Not taken on by you', 'zh-CN': '您未领取' },
    detail: { en: 'Only who has taken a task on puts it back.', 'zh-CN': '仅领取人可放回待办。' },
  },
  'task.drafter': {
    status: 409,
    title: { en: 'Drafted by the same person', 'zh-CN': '起草人不得审批' },
    detail: {
      en: 'Nobody decides on what he drafted himself.',
      'zh-CN': '不得审批本人起草的内容。',
    },
  },
  'task.needs_action': {
    status: 409,
    title: { en: 'Done by acting on its record', 'zh-CN': '须在业务中办理' },
    detail: {
      en: 'The task is done by an action on what it is about; see its actions.',
      'zh-CN': '此待办须通过对应业务的操作完成，请查看其可用操作。',
    },
  },
} as const satisfies ProblemCatalogue;
