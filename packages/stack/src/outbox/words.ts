import type { Text } from '@keyline/kernel';

/** What the page says. */
export const words = {
  title: { en: 'Outbox', 'zh-CN': '发件箱' },
  about: {
    en: 'What this stack would have sent: nothing leaves this machine but webhooks. Mails and short messages are kept in memory, the latest 200 of each.',
    'zh-CN': '本实例发出的消息：除 Webhook 外均不会离开本机。邮件和短信仅保存在内存中，各保留最近 200 条。',
  },
  emails: { en: 'E-mails', 'zh-CN': '邮件' },
  sms: { en: 'Short messages', 'zh-CN': '短信' },
  webhooks: { en: 'Webhooks', 'zh-CN': 'Webhook 投递' },
  nothing: { en: 'Nothing yet.', 'zh-CN': '暂无内容。' },
  to: { en: 'To', 'zh-CN': '收件人' },
  look: { en: 'Preview', 'zh-CN': '预览' },
  plain: { en: 'Plain text', 'zh-CN': '纯文本' },
  time: { en: 'Time (UTC)', 'zh-CN': '时间（UTC）' },
  text: { en: 'Text', 'zh-CN': '内容' },
  event: { en: 'Event', 'zh-CN': '事件' },
  endpoint: { en: 'Endpoint', 'zh-CN': '端点' },
  state: { en: 'State', 'zh-CN': '状态' },
  attempts: { en: 'Attempts', 'zh-CN': '投递记录' },
  refresh: { en: 'Refresh', 'zh-CN': '刷新' },
} as const satisfies Readonly<Record<string, Text>>;

/** The states of a delivery. */
export const stateWords: Readonly<Record<string, Text>> = {
  queued: { en: 'queued', 'zh-CN': '排队中' },
  sending: { en: 'being sent', 'zh-CN': '发送中' },
  delivered: { en: 'delivered', 'zh-CN': '已送达' },
  failed: { en: 'to be tried again', 'zh-CN': '待重试' },
  dead: { en: 'dead', 'zh-CN': '已放弃' },
};
