import type { EventKind } from './event-kind.ts';

/** The events of leads, from what a partner or informant submitted to what became of it. */
export const leadEvents = {
  'lead.submitted': {
    summary: { en: 'A lead was submitted', 'zh-CN': '线索已提交' },
    consumers: [],
    dataPermission: 'leads.read',
  },
  'lead.marked_duplicate': {
    summary: { en: 'A lead is of an opportunity that is known', 'zh-CN': '线索与已有商机重复' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.information_requested': {
    summary: { en: 'More is to be known of a lead', 'zh-CN': '线索需补充信息' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.answered': {
    summary: { en: 'More is known of a lead', 'zh-CN': '线索信息已补充' },
    consumers: [],
    dataPermission: 'leads.read',
  },
  'lead.accepted': {
    summary: { en: 'A lead was accepted', 'zh-CN': '线索已受理' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.rejected': {
    summary: { en: 'A lead was rejected', 'zh-CN': '线索已驳回' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.expired': {
    summary: { en: 'A lead expired', 'zh-CN': '线索已过期' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.outcome_changed': {
    summary: { en: 'What became of an accepted lead has changed', 'zh-CN': '线索结果已变更' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.changed': {
    summary: { en: 'A lead went along with its unit', 'zh-CN': '线索已随组织单元并入' },
    consumers: [],
    dataPermission: 'leads.read',
  },
  'lead.due_moved': {
    summary: {
      en: 'Holidays were loaded, and the limit of a lead is due at another time',
      'zh-CN': '节假日安排更新，线索时限已调整',
    },
    consumers: [],
    dataPermission: 'leads.read',
  },
  'lead.exported': {
    summary: { en: "The data of a lead's contact were exported", 'zh-CN': '线索联系人个人数据已导出' },
    consumers: [],
  },
  'lead.contact_erased': {
    summary: { en: "A lead's contact was erased", 'zh-CN': '线索联系人个人数据已删除' },
    consumers: [],
    dataPermission: 'leads.read',
  },
  'lead.private_read': {
    summary: { en: "The number of a lead's contact was read", 'zh-CN': '线索联系人号码已被查看' },
    consumers: [],
    dataPermission: 'leads.read',
  },
  'lead.warned': {
    summary: { en: 'A lead is soon overdue', 'zh-CN': '线索即将超期' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.overdue': {
    summary: { en: 'A lead is overdue', 'zh-CN': '线索已超期' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
  'lead.escalated': {
    summary: { en: 'An overdue lead goes up the org tree', 'zh-CN': '线索超期上报' },
    consumers: ['notifications'],
    dataPermission: 'leads.read',
  },
} as const satisfies Readonly<Record<string, EventKind>>;
