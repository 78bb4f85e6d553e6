import type { Route } from '../domain/route.ts';

/** A webhook endpoint was disabled because nothing arrived there: the administrators hear of it. */
export const webhookEndpointDisabled: Route = {
  to: 'administrators',
  inbox: {
    title: { en: 'A webhook endpoint was disabled', 'zh-CN': '一个 Webhook 端点已停用' },
    text: {
      en: '{url} is gone, or has taken nothing for days. It is told of nothing more until somebody enables it.',
      'zh-CN': '{url} 已不存在或连续多日无法接收消息。在重新启用之前，不再向其推送任何事件。',
    },
  },
  email: {
    subject: {
      en: '{tenant}: a webhook endpoint was disabled',
      'zh-CN': '“{tenant}”的一个 Webhook 端点已停用',
    },
    text: {
      en: '{user}, {url} is gone, or has taken nothing for days. It is told of nothing more until somebody enables it.',
      'zh-CN': '{user}，您好！{url} 已不存在或连续多日无法接收消息。在重新启用之前，不再向其推送任何事件。',
    },
  },
};
