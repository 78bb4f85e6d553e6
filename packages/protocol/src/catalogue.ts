import { accountEvents } from './account-events.ts';
import { calendarEvents } from './calendar-events.ts';
import { contractEvents } from './contract-events.ts';
import type { EventKind } from './event-kind.ts';
import { importEvents } from './import-events.ts';
import { leadEvents } from './lead-events.ts';
import { opportunityEvents } from './opportunity-events.ts';
import { processEvents } from './process-events.ts';
import { ticketEvents } from './ticket-events.ts';

export { type Consumer, consumers, type EventKind } from './event-kind.ts';

/** Every type of event that is ever written: `<subject>.<past participle>`. */
export const catalogue = {
  'tenant.created': { summary: { en: 'A tenant signed up', 'zh-CN': '租户已注册' }, consumers: [] },
  'tenant.changed': { summary: { en: 'A tenant was changed', 'zh-CN': '租户信息已修改' }, consumers: [] },
  'settings.created': {
    summary: { en: 'A tenant got its settings', 'zh-CN': '租户设置已建立' },
    consumers: [],
  },
  'settings.changed': { summary: { en: 'Settings were changed', 'zh-CN': '设置已修改' }, consumers: [] },
  ...calendarEvents,
  'user.created': { summary: { en: 'A user was added', 'zh-CN': '用户已添加' }, consumers: [] },
  'user.changed': { summary: { en: 'A user was changed', 'zh-CN': '用户已修改' }, consumers: [] },
  'handover.started': {
    summary: { en: 'Work is handed over', 'zh-CN': '工作交接已开始' },
    consumers: ['accounts', 'opportunities', 'contracts', 'tickets'],
  },
  'handover.redirected': {
    summary: { en: 'Work on its way goes to another successor', 'zh-CN': '交接中的工作改由他人接手' },
    consumers: ['opportunities', 'contracts', 'tickets'],
  },
  'handover.stopped': {
    summary: { en: 'A handover of work was stopped', 'zh-CN': '工作交接已停止' },
    consumers: [],
  },
  'handover.finished': {
    summary: { en: 'All work was handed over', 'zh-CN': '工作交接已完成' },
    consumers: ['notifications'],
  },
  ...importEvents,
  'role.created': { summary: { en: 'A role was made', 'zh-CN': '角色已创建' }, consumers: [] },
  'role.changed': { summary: { en: 'A role was changed', 'zh-CN': '角色已修改' }, consumers: [] },
  'role.removed': { summary: { en: 'A role was removed', 'zh-CN': '角色已删除' }, consumers: [] },
  'user.password_changed': {
    summary: { en: 'A password was changed', 'zh-CN': '密码已修改' },
    consumers: [],
  },
  'user.password_reset_requested': {
    summary: { en: 'A link to set a new password was asked for', 'zh-CN': '已申请重置密码' },
    consumers: ['notifications'],
  },
  'user.reset_link_issued': {
    summary: { en: 'A link to set a new password was handed out', 'zh-CN': '已发放重置密码链接' },
    consumers: [],
  },
  'user.exported': {
    summary: { en: "A user's personal data were exported", 'zh-CN': '用户个人数据已导出' },
    consumers: [],
  },
  'personal_data.erased': {
    summary: { en: 'Tickets and leads are to forget a person', 'zh-CN': '工单与线索须删除个人数据' },
    consumers: ['opportunities', 'tickets'],
  },
  'user.erased': { summary: { en: 'A user was erased', 'zh-CN': '用户个人数据已删除' }, consumers: [] },
  'user.totp_begun': {
    summary: { en: 'A second factor was begun', 'zh-CN': '已开始设置第二因素' },
    consumers: [],
  },
  'user.totp_enabled': {
    summary: { en: 'A second factor was confirmed', 'zh-CN': '第二因素已启用' },
    consumers: [],
  },
  'user.identity_unlinked': {
    summary: { en: 'A user was unlinked from an identity provider', 'zh-CN': '用户已与身份提供方解除关联' },
    consumers: [],
  },
  'user.totp_removed': {
    summary: { en: 'A second factor was removed', 'zh-CN': '第二因素已移除' },
    consumers: [],
  },
  'password_reset.created': {
    summary: { en: 'A link to set a new password was made', 'zh-CN': '重置密码链接已生成' },
    consumers: [],
  },
  'password_reset.ended': {
    summary: { en: 'A link to set a new password came to its end', 'zh-CN': '重置密码链接已失效' },
    consumers: [],
  },
  'invitation.created': {
    summary: { en: 'Somebody was invited', 'zh-CN': '已发出邀请' },
    consumers: ['notifications'],
  },
  'invitation.resent': {
    summary: { en: 'An invitation was sent anew', 'zh-CN': '邀请已重新发送' },
    consumers: ['notifications'],
  },
  'invitation.withdrawn': {
    summary: { en: 'An invitation was withdrawn', 'zh-CN': '邀请已撤回' },
    consumers: [],
  },
  'invitation.accepted': {
    summary: { en: 'An invitation was accepted', 'zh-CN': '邀请已被接受' },
    consumers: [],
  },
  'session.started': { summary: { en: 'Somebody signed in', 'zh-CN': '用户已登录' }, consumers: [] },
  'session.ended': { summary: { en: 'A sign-in ended', 'zh-CN': '登录已结束' }, consumers: [] },
  'org_unit.created': { summary: { en: 'An org unit was added', 'zh-CN': '组织单元已添加' }, consumers: [] },
  'org_unit.changed': {
    summary: { en: 'An org unit was changed', 'zh-CN': '组织单元已修改' },
    consumers: [],
  },
  'org_unit.moved': {
    summary: { en: 'An org unit was moved', 'zh-CN': '组织单元已调整上级' },
    consumers: [],
  },
  'org_unit.merged': {
    summary: { en: 'An org unit went over into another', 'zh-CN': '组织单元已并入其他单元' },
    consumers: ['accounts', 'opportunities', 'contracts', 'tickets'],
  },
  'org_unit.removed': {
    summary: { en: 'An org unit was removed', 'zh-CN': '组织单元已移除' },
    consumers: [],
  },
  'api_key.created': { summary: { en: 'An API key was made', 'zh-CN': 'API 密钥已创建' }, consumers: [] },
  'api_key.changed': { summary: { en: 'An API key was changed', 'zh-CN': 'API 密钥已修改' }, consumers: [] },
  'api_key.rotated': { summary: { en: 'An API key was rotated', 'zh-CN': 'API 密钥已轮换' }, consumers: [] },
  'api_key.revoked': { summary: { en: 'An API key was revoked', 'zh-CN': 'API 密钥已吊销' }, consumers: [] },
  'identity_provider.created': {
    summary: { en: 'An identity provider was added', 'zh-CN': '身份提供方已添加' },
    consumers: [],
  },
  'identity_provider.changed': {
    summary: { en: 'An identity provider was changed', 'zh-CN': '身份提供方已修改' },
    consumers: [],
  },
  'identity_provider.removed': {
    summary: { en: 'An identity provider was removed', 'zh-CN': '身份提供方已移除' },
    consumers: [],
  },
  ...accountEvents,
  ...leadEvents,
  ...opportunityEvents,
  ...processEvents,
  ...contractEvents,
  ...ticketEvents,
  'partner.created': { summary: { en: 'A partner was added', 'zh-CN': '合作伙伴已添加' }, consumers: [] },
  'partner.changed': { summary: { en: 'A partner was changed', 'zh-CN': '合作伙伴已修改' }, consumers: [] },
  'partner.activated': { summary: { en: 'A partner may act', 'zh-CN': '合作伙伴已启用' }, consumers: [] },
  'partner.suspended': {
    summary: { en: 'A partner was suspended', 'zh-CN': '合作伙伴已暂停' },
    consumers: [],
  },
  'dead_letter.kept': {
    summary: { en: 'An event was given up', 'zh-CN': '事件处理失败，已转入死信' },
    consumers: [],
  },
  'dead_letter.replayed': {
    summary: { en: 'A dead letter was sent again', 'zh-CN': '死信已重新发送' },
    consumers: [],
  },
  'dead_letter.settled': {
    summary: { en: 'A dead letter came to its end', 'zh-CN': '死信已处理完毕' },
    consumers: [],
  },
  'partner.ended': { summary: { en: 'A partnership ended', 'zh-CN': '合作已终止' }, consumers: [] },
  'webhook_endpoint.created': {
    summary: { en: 'A webhook endpoint was added', 'zh-CN': 'Webhook 端点已添加' },
    consumers: [],
  },
  'webhook_endpoint.changed': {
    summary: { en: 'A webhook endpoint was changed', 'zh-CN': 'Webhook 端点已修改' },
    consumers: [],
  },
  'webhook_endpoint.rotated': {
    summary: { en: 'The secret of a webhook endpoint was rotated', 'zh-CN': 'Webhook 端点密钥已轮换' },
    consumers: [],
  },
  'webhook_endpoint.disabled': {
    summary: {
      en: 'A webhook endpoint that keeps failing was disabled',
      'zh-CN': 'Webhook 端点因持续失败已停用',
    },
    consumers: ['notifications'],
  },
  'webhook_endpoint.removed': {
    summary: { en: 'A webhook endpoint was removed', 'zh-CN': 'Webhook 端点已移除' },
    consumers: [],
  },
} as const satisfies Readonly<Record<string, EventKind>>;

export type EventType = keyof typeof catalogue;

const kinds: Readonly<Record<string, EventKind>> = catalogue;

/** What the catalogue says of a type; undefined for one that it does not know. */
export function eventKind(type: string): EventKind | undefined {
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined;
}

/** Every type of event, in the order of the catalogue. */
export const eventTypes = Object.keys(catalogue) as [EventType, ...EventType[]];

/** What events are about: the part of their types before the dot. */
export const subjectTypes = [...new Set(eventTypes.map((type) => type.split('.')[0] ?? type))] as [
  string,
  ...string[],
];

/** Every permission that the data of some event needs. */
export const dataPermissions: readonly string[] = [
  ...new Set(Object.values(kinds).flatMap(({ dataPermission }) => dataPermission ?? [])),
];

/**
 * Whether somebody may read the data of an event of this type, of whom `holds` tells what he may. Nobody reads that
 * of a type that this version does not know.
 */
export function mayReadData(type: string, holds: (permission: string) => boolean): boolean {
  const kind = eventKind(type);
  return kind !== undefined && (kind.dataPermission === undefined || holds(kind.dataPermission));
}
