import type { EventKind } from './event-kind.ts';

const dataPermission = 'tickets.read';

/** The events of tickets, of what is said about them, of their clocks, and of the policies behind those. */
export const ticketEvents = {
  'ticket.created': {
    summary: { en: 'A ticket was opened', 'zh-CN': '工单已创建' },
    consumers: ['notifications'],
    dataPermission,
  },
  'ticket.changed': {
    summary: { en: 'A ticket was changed', 'zh-CN': '工单已修改' },
    consumers: [],
    dataPermission,
  },
  'ticket.assigned': {
    summary: { en: 'A ticket was given to somebody', 'zh-CN': '工单已指派' },
    consumers: ['notifications'],
    dataPermission,
  },
  'ticket.moved': {
    summary: { en: 'A ticket moved on', 'zh-CN': '工单已流转' },
    consumers: [],
    dataPermission,
  },
  'ticket.acted': {
    summary: { en: 'Something was done with a ticket, which stays in its stage', 'zh-CN': '已处理工单' },
    consumers: [],
    dataPermission,
  },
  'ticket.resolved': {
    summary: { en: 'A ticket was resolved', 'zh-CN': '工单已解决' },
    consumers: [],
    dataPermission,
  },
  'ticket.reopened': {
    summary: { en: 'A ticket was opened again', 'zh-CN': '工单已重新打开' },
    consumers: ['notifications'],
    dataPermission,
  },
  'ticket.closed': {
    summary: { en: 'A ticket was closed', 'zh-CN': '工单已关闭' },
    consumers: [],
    dataPermission,
  },
  'ticket.cancelled': {
    summary: { en: 'A ticket was cancelled', 'zh-CN': '工单已取消' },
    consumers: [],
    dataPermission,
  },
  'ticket.merged': {
    summary: { en: 'A ticket went over into another', 'zh-CN': '工单已合并' },
    consumers: [],
    dataPermission,
  },
  'ticket.continued': {
    summary: { en: 'A closed ticket goes on in a later one', 'zh-CN': '已关闭工单转入后续工单' },
    consumers: [],
    dataPermission,
  },
  'ticket.follow_up_due': {
    summary: { en: 'It is time to ask the customer whether he is content', 'zh-CN': '工单到期待回访' },
    consumers: [],
    dataPermission,
  },
  'ticket.followed_up': {
    summary: { en: 'The customer was asked whether he is content', 'zh-CN': '工单已回访' },
    consumers: [],
    dataPermission,
  },
  'ticket.retargeted': {
    summary: {
      en: 'The clocks of a ticket were worked out by a newer calendar',
      'zh-CN': '工单时限已按新日历重算',
    },
    consumers: [],
    dataPermission,
  },
  'ticket.answered': {
    summary: { en: 'Staff answered the customer', 'zh-CN': '已回复客户' },
    consumers: [],
    dataPermission,
  },
  'ticket.messaged': {
    summary: { en: 'The customer wrote', 'zh-CN': '客户有新消息' },
    consumers: ['notifications'],
    dataPermission,
  },
  'ticket.exported': {
    summary: { en: "The data of a ticket's caller were exported", 'zh-CN': '工单来电人个人数据已导出' },
    consumers: [],
  },
  'ticket.caller_erased': {
    summary: { en: "A ticket's caller was erased", 'zh-CN': '工单来电人个人数据已删除' },
    consumers: [],
    dataPermission,
  },
  'ticket.private_read': {
    summary: { en: "The number of a ticket's caller was read", 'zh-CN': '工单来电人号码已被查看' },
    consumers: [],
    dataPermission,
  },
  'ticket.sla_warning': {
    summary: { en: 'A target of a ticket is soon used up', 'zh-CN': '工单时限即将用完' },
    consumers: ['notifications'],
    dataPermission,
  },
  'ticket.sla_breached': {
    summary: { en: 'A target of a ticket was missed', 'zh-CN': '工单已超时' },
    consumers: ['notifications'],
    dataPermission,
  },
  'ticket.sla_escalated': {
    summary: { en: 'A ticket that is late went further up', 'zh-CN': '工单超时已逐级上报' },
    consumers: ['notifications'],
    dataPermission,
  },
  'ticket.stage_warned': {
    summary: { en: 'A stage of a ticket is soon overdue', 'zh-CN': '工单环节即将超期' },
    consumers: [],
    dataPermission,
  },
  'ticket.stage_overdue': {
    summary: { en: 'A stage of a ticket is overdue', 'zh-CN': '工单环节已超期' },
    consumers: [],
    dataPermission,
  },
  'ticket.stage_escalated': {
    summary: { en: 'An overdue stage of a ticket went further up', 'zh-CN': '工单环节超期已上报' },
    consumers: [],
    dataPermission,
  },
  'ticket_message.added': {
    summary: { en: 'Something was said about a ticket', 'zh-CN': '工单有新消息' },
    consumers: [],
    dataPermission,
  },
  'sla_policy.created': {
    summary: { en: 'An SLA policy was made', 'zh-CN': 'SLA 策略已创建' },
    consumers: [],
  },
  'sla_policy.changed': {
    summary: { en: 'An SLA policy was changed', 'zh-CN': 'SLA 策略已修改' },
    consumers: [],
  },
} as const satisfies Readonly<Record<string, EventKind>>;
