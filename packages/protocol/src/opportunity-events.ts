import type { EventKind } from './event-kind.ts';

const dataPermission = 'opportunities.read';

/** The events of opportunities, from the first draft to what was signed or lost. */
export const opportunityEvents = {
  'opportunity.created': {
    summary: { en: 'An opportunity was drafted', 'zh-CN': '商机已新增' },
    consumers: [],
    dataPermission,
  },
  'opportunity.changed': {
    summary: { en: 'An opportunity was changed', 'zh-CN': '商机已修改' },
    consumers: [],
    dataPermission,
  },
  'opportunity.submitted': {
    summary: { en: 'An opportunity was submitted', 'zh-CN': '商机已提交' },
    consumers: [],
    dataPermission,
  },
  'opportunity.recalled': {
    summary: { en: 'An opportunity was recalled', 'zh-CN': '商机已撤回' },
    consumers: [],
    dataPermission,
  },
  'opportunity.returned': {
    summary: { en: 'An opportunity was returned to its creator', 'zh-CN': '商机已退回' },
    consumers: ['notifications'],
    dataPermission,
  },
  'opportunity.rejected': {
    summary: { en: 'An opportunity was rejected', 'zh-CN': '商机已驳回' },
    consumers: ['opportunities', 'notifications'],
    dataPermission,
  },
  'opportunity.auction_opened': {
    summary: { en: 'An auction was opened', 'zh-CN': '商机拍卖已开启' },
    consumers: ['notifications'],
    dataPermission,
  },
  'opportunity.auction_extended': {
    summary: { en: 'An auction was extended', 'zh-CN': '商机拍卖已延长' },
    consumers: [],
    dataPermission,
  },
  'opportunity.auction_cancelled': {
    summary: { en: 'An auction was cancelled', 'zh-CN': '商机拍卖已取消' },
    consumers: [],
    dataPermission,
  },
  'opportunity.auction_ended': {
    summary: { en: 'An auction ended and nobody wanted it', 'zh-CN': '商机流拍' },
    consumers: ['notifications'],
    dataPermission,
  },
  'opportunity.awarded': {
    summary: { en: 'Somebody got an opportunity in its auction', 'zh-CN': '商机拍卖已成交' },
    consumers: ['accounts', 'notifications'],
    dataPermission,
  },
  'opportunity.assigned': {
    summary: { en: 'An opportunity was assigned', 'zh-CN': '商机已分配' },
    consumers: ['accounts', 'notifications'],
    dataPermission,
  },
  'opportunity.transferred': {
    summary: { en: 'An opportunity got another owner', 'zh-CN': '商机已转派' },
    consumers: ['accounts', 'notifications'],
    dataPermission,
  },
  'opportunity.survey_requested': {
    summary: { en: 'A survey was requested', 'zh-CN': '已申请报勘' },
    consumers: [],
    dataPermission,
  },
  'opportunity.survey_approved': {
    summary: { en: 'A survey was approved', 'zh-CN': '报勘已通过' },
    consumers: ['notifications'],
    dataPermission,
  },
  'opportunity.survey_rejected': {
    summary: { en: 'A survey was rejected', 'zh-CN': '报勘未通过' },
    consumers: ['notifications'],
    dataPermission,
  },
  'opportunity.confirmation_requested': {
    summary: { en: 'The confirmation was requested', 'zh-CN': '已申请商机确认' },
    consumers: [],
    dataPermission,
  },
  'opportunity.approved': {
    summary: { en: 'Somebody approved on the way to the confirmation', 'zh-CN': '商机审批已通过一步' },
    consumers: [],
    dataPermission,
  },
  'opportunity.reviewer_added': {
    summary: { en: 'A reviewer was added', 'zh-CN': '已加签' },
    consumers: [],
    dataPermission,
  },
  'opportunity.sent_back': {
    summary: { en: 'An opportunity was sent back by its reviewers', 'zh-CN': '商机确认已退回' },
    consumers: [],
    dataPermission,
  },
  'opportunity.confirmed': {
    summary: { en: 'An opportunity was confirmed: a contract can be made', 'zh-CN': '商机已确认' },
    consumers: ['opportunities', 'contracts', 'notifications'],
    dataPermission,
  },
  'opportunity.signed': {
    summary: { en: 'An opportunity was signed', 'zh-CN': '商机已签约' },
    consumers: ['opportunities', 'notifications'],
    dataPermission,
  },
  'opportunity.converted': {
    summary: { en: 'An opportunity brings revenue', 'zh-CN': '商机已转化' },
    consumers: ['opportunities'],
    dataPermission,
  },
  'opportunity.lost': {
    summary: { en: 'An opportunity was lost', 'zh-CN': '商机已丢单' },
    consumers: ['opportunities', 'contracts', 'notifications'],
    dataPermission,
  },
  'opportunity.abandoned': {
    summary: { en: 'An opportunity was given up', 'zh-CN': '商机已放弃' },
    consumers: ['opportunities', 'contracts', 'notifications'],
    dataPermission,
  },
  'opportunity.reopened': {
    summary: { en: 'An opportunity was reopened', 'zh-CN': '商机已重新打开' },
    consumers: ['opportunities', 'contracts', 'notifications'],
    dataPermission,
  },
  'opportunity.moved': {
    summary: { en: 'An opportunity moved on', 'zh-CN': '商机已流转' },
    consumers: [],
    dataPermission,
  },
  'opportunity.acted': {
    summary: {
      en: 'Something was done in an opportunity, which stays in its stage',
      'zh-CN': '商机已在当前环节执行操作',
    },
    consumers: [],
    dataPermission,
  },
  'opportunity.due_moved': {
    summary: {
      en: 'Holidays were loaded, and a limit is due at another time',
      'zh-CN': '节假日安排更新，时限已调整',
    },
    consumers: [],
    dataPermission,
  },
  'opportunity.stage_warned': {
    summary: { en: 'A stage of an opportunity is soon overdue', 'zh-CN': '商机环节即将超期' },
    consumers: ['notifications'],
    dataPermission,
  },
  'opportunity.stage_overdue': {
    summary: { en: 'A stage of an opportunity is overdue', 'zh-CN': '商机环节已超期' },
    consumers: ['notifications'],
    dataPermission,
  },
  'opportunity.stage_escalated': {
    summary: { en: 'An overdue opportunity went further up', 'zh-CN': '商机超期已逐级上报' },
    consumers: ['notifications'],
    dataPermission,
  },
} as const satisfies Readonly<Record<string, EventKind>>;
