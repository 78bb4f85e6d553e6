import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of the inbox and of messages on their way out. */
export const notificationProblems = {
  'notification.not_found': {
    status: 404,
    title: { en: 'No such notification', 'zh-CN': '没有此通知' },
    detail: { en: 'There is no notification to you with this id.', 'zh-CN': '没有发给您的此编号通知。' },
  },
  'delivery.not_found': {
    status: 404,
    title: { en: 'No such delivery', 'zh-CN': '没有此投递' },
    detail: { en: 'There is no delivery with this id.', 'zh-CN': '没有此编号的投递。' },
  },
  'delivery.receiver_inactive': {
    status: 409,
    title: { en: 'The endpoint takes no messages', 'zh-CN': '端点不接收消息' },
    detail: {
      en: 'Its webhook endpoint is disabled or removed. Enable it first.',
      'zh-CN': '其 Webhook 端点已停用或移除，请先启用。',
    },
  },
} as const satisfies ProblemCatalogue;
