import type { EventKind } from './event-kind.ts';

/** The events of accounts and of what hangs on them. */
export const accountEvents = {
  'account.created': {
    summary: { en: 'An account was added', 'zh-CN': '客户已添加' },
    consumers: ['notifications'],
    unlessImported: ['notifications'],
    dataPermission: 'accounts.read',
  },
  'account.changed': {
    summary: { en: 'An account was changed', 'zh-CN': '客户信息已修改' },
    consumers: ['notifications'],
    unlessImported: ['notifications'],
    dataPermission: 'accounts.read',
  },
  'account.churn_raised': {
    summary: { en: 'An account became more likely to leave', 'zh-CN': '客户流失风险上升' },
    consumers: ['accounts', 'notifications'],
    dataPermission: 'accounts.read',
  },
  'account.draft_requested': {
    summary: { en: 'A lead or ticket named a new customer', 'zh-CN': '线索或工单提及新客户' },
    consumers: ['accounts'],
    dataPermission: 'accounts.read',
  },
  'attachment.added': {
    summary: { en: 'A file was attached', 'zh-CN': '附件已添加' },
    consumers: [],
    dataPermission: 'attachments.read',
  },
  'attachment.removed': {
    summary: { en: 'An attached file was removed', 'zh-CN': '附件已移除' },
    consumers: [],
    dataPermission: 'attachments.read',
  },
  'attachment.erased': {
    summary: { en: 'The data of an attachment were erased', 'zh-CN': '附件数据已删除' },
    consumers: [],
  },
  'contact.created': {
    summary: { en: 'A contact was added', 'zh-CN': '联系人已添加' },
    consumers: [],
    dataPermission: 'contacts.read',
  },
  'contact.changed': {
    summary: { en: 'A contact was changed', 'zh-CN': '联系人已修改' },
    consumers: [],
    dataPermission: 'contacts.read',
  },
  'contact.removed': {
    summary: { en: 'A contact was removed', 'zh-CN': '联系人已移除' },
    consumers: [],
    dataPermission: 'contacts.read',
  },
  'contact.exported': {
    summary: { en: "A contact's personal data were exported", 'zh-CN': '联系人个人数据已导出' },
    consumers: [],
  },
  'contact.erased': {
    summary: { en: 'A contact was erased', 'zh-CN': '联系人个人数据已删除' },
    consumers: [],
  },
  'team_member.added': {
    summary: { en: 'Somebody joined the team of an account', 'zh-CN': '客户团队已添加成员' },
    consumers: ['notifications'],
    dataPermission: 'team.read',
  },
  'team_member.changed': {
    summary: { en: 'A place in the team of an account was handed over', 'zh-CN': '客户团队成员已交接' },
    consumers: [],
    dataPermission: 'team.read',
  },
  'team_member.removed': {
    summary: { en: 'Somebody left the team of an account', 'zh-CN': '客户团队已移除成员' },
    consumers: [],
    dataPermission: 'team.read',
  },
  'contact.private_read': {
    summary: { en: "A contact's private data were read", 'zh-CN': '联系人隐私信息已被查看' },
    consumers: [],
  },
  'interaction.logged': {
    summary: { en: 'An interaction was logged', 'zh-CN': '互动已记录' },
    consumers: [],
    dataPermission: 'interactions.read',
  },
} as const satisfies Readonly<Record<string, EventKind>>;
