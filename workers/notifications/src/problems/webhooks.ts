import type { ProblemCatalogue } from '@keyline/kernel';

/** The problems of webhook endpoints. */
export const webhookProblems = {
  'webhook_endpoint.not_found': {
    status: 404,
    title: { en: 'No such webhook endpoint', 'zh-CN': '没有此 Webhook 端点' },
    detail: { en: 'There is no webhook endpoint with this id.', 'zh-CN': '没有此编号的 Webhook 端点。' },
  },
  'webhook_endpoint.beyond_own_rights': {
    status: 403,
    title: { en: 'More than you may read yourself', 'zh-CN': '超出本人可查看的范围' },
    detail: {
      en: 'These events say what only holders of {permissions} for the whole tenant may read.',
      'zh-CN': '这些事件的内容仅限在整个租户范围内拥有以下权限者查看：{permissions}。',
    },
  },
} as const satisfies ProblemCatalogue;
