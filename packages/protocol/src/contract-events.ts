import type { EventKind } from './event-kind.ts';

const dataPermission = 'contracts.read';

/** The events of contracts and of the templates that they are made of. */
export const contractEvents = {
  'contract_template.created': {
    summary: { en: 'A contract template was drafted', 'zh-CN': '合同模板已起草' },
    consumers: [],
  },
  'contract_template.changed': {
    summary: { en: 'A contract template was changed', 'zh-CN': '合同模板已修改' },
    consumers: [],
  },
  'contract_template.published': {
    summary: { en: 'A version of a contract template was published', 'zh-CN': '合同模板新版本已发布' },
    consumers: [],
  },
  'contract_template.retired': {
    summary: { en: 'A contract template was retired', 'zh-CN': '合同模板已停用' },
    consumers: [],
  },
  'contract.drafted': {
    summary: { en: 'A contract is to be filled in', 'zh-CN': '合同工单已生成' },
    consumers: [],
    dataPermission,
  },
  'contract.changed': {
    summary: { en: 'A contract was changed', 'zh-CN': '合同已修改' },
    consumers: [],
    dataPermission,
  },
  'contract.moved': {
    summary: { en: 'A contract moved on', 'zh-CN': '合同已流转' },
    consumers: [],
    dataPermission,
  },
  'contract.acted': {
    summary: {
      en: 'Something was done about a contract, which stays in its stage',
      'zh-CN': '已在合同当前环节执行操作',
    },
    consumers: [],
    dataPermission,
  },
  'contract.approved': {
    summary: { en: 'Somebody approved a contract', 'zh-CN': '合同审核已同意' },
    consumers: [],
    dataPermission,
  },
  'contract.sent_back': {
    summary: { en: 'A contract was sent back', 'zh-CN': '合同已退回' },
    consumers: [],
    dataPermission,
  },
  'contract.withdrawn': {
    summary: { en: 'A contract was withdrawn from its review', 'zh-CN': '合同已撤回' },
    consumers: [],
    dataPermission,
  },
  'contract.rejected': {
    summary: { en: 'A contract was rejected', 'zh-CN': '合同已驳回' },
    consumers: [],
    dataPermission,
  },
  'contract.reviewer_added': {
    summary: { en: 'A reviewer of a contract was added', 'zh-CN': '合同已加签' },
    consumers: [],
    dataPermission,
  },
  'contract.due_moved': {
    summary: { en: 'A limit of a contract is due at another time', 'zh-CN': '合同时限已按新节假日重新计算' },
    consumers: [],
    dataPermission,
  },
  'contract.effective': {
    summary: { en: 'A contract became effective', 'zh-CN': '合同已生效' },
    consumers: ['opportunities', 'notifications'],
    dataPermission,
  },
  'contract.expiring': {
    summary: { en: 'A contract is soon to end', 'zh-CN': '合同即将到期' },
    consumers: ['notifications'],
    dataPermission,
  },
  'contract.expired': {
    summary: { en: 'A contract ran out', 'zh-CN': '合同已到期' },
    consumers: [],
    dataPermission,
  },
  'contract.terminated': {
    summary: { en: 'A contract was ended before its time', 'zh-CN': '合同已终止' },
    consumers: ['opportunities', 'notifications'],
    dataPermission,
  },
  'contract.cancelled': {
    summary: { en: 'A contract was given up before it was effective', 'zh-CN': '合同已作废' },
    consumers: ['notifications'],
    dataPermission,
  },
  'contract.stage_warned': {
    summary: { en: 'A stage of a contract is soon overdue', 'zh-CN': '合同环节即将超期' },
    consumers: ['notifications'],
    dataPermission,
  },
  'contract.stage_overdue': {
    summary: { en: 'A stage of a contract is overdue', 'zh-CN': '合同环节已超期' },
    consumers: ['notifications'],
    dataPermission,
  },
  'contract.stage_escalated': {
    summary: { en: 'What is overdue of a contract went further up', 'zh-CN': '合同超期已逐级上报' },
    consumers: ['notifications'],
    dataPermission,
  },
} as const satisfies Readonly<Record<string, EventKind>>;
